import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import type { Readable } from "node:stream";

/** A running WebKitWebDriver, and the screen that its browser draws on. */
export interface WebKit {
  hostname: string;
  port: number;
  capabilities: WebdriverIO.Capabilities;
  close(): void;
}

/** Debian's `webkit2gtk-driver` with `xvfb`: the only WebKit that a closed network can install. */
export async function webkit({ args = [] }: { args?: string[] } = {}): Promise<WebKit> {
  const screen = process.env.DISPLAY ? undefined : await startScreen();
  const port = await freePort();
  const env = { ...process.env, DISPLAY: screen?.display ?? process.env.DISPLAY };
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], { env, stdio: "ignore" });
  const close = (): void => {
    process.off("exit", close);
    driver.kill();
    screen?.process.kill();
  };
  process.on("exit", close);
  await answers(`http://127.0.0.1:${port}/status`);

  return { hostname: "127.0.0.1", port, capabilities: capabilities(args), close };
}

function capabilities(args: string[]): WebdriverIO.Capabilities {
  return {
    browserName: "MiniBrowser",
    "wdio:enforceWebDriverClassic": true,
    "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation", ...args] },
  } as WebdriverIO.Capabilities;
}

/** The driver's package puts the browser into the library folder of the processor's architecture. */
function miniBrowser(): string {
  const folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib"];
  const binary = folders.map((folder) => join(folder, "webkit2gtk-4.1", "MiniBrowser")).find(existsSync);
  if (!binary) throw new Error("No WebKit here: apt-get install webkit2gtk-driver xvfb");
  return binary;
}

async function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  const onPath = (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, "Xvfb")));
  if (!onPath) throw new Error("No screen here: apt-get install xvfb, or set DISPLAY");
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise<string>((resolve, reject) => {
    (screen.stdio[3] as Readable).once("data", (line: Buffer) => resolve(line.toString().trim()));
    screen.once("exit", () => reject(new Error("Xvfb did not start")));
  });
  return { display: `:${number}`, process: screen };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function answers(url: string): Promise<void> {
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No answer from ${url}`);
}
