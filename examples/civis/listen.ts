import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Starts a server on the next free port from the given one; `0` takes any. Returns the port. */
export async function listen(server: Server, port: number): Promise<number> {
  for (let next = port; ; next++) {
    try {
      server.listen(next);
      await once(server, "listening");
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || next > port + 20) throw error;
    }
  }
}
