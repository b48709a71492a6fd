import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A Chromium and how to start it: what Playwright's `launch` takes. */
export interface Chromium {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

/** Works as root and in a closed network. Web security and the cookie rules stay as users have them. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** The first there is of: `ASSENT_CHROMIUM`, the system's, the one inside an npm package, Playwright's own. */
export async function chromium(): Promise<Chromium> {
  const installed = process.env.ASSENT_CHROMIUM || systemChromium();
  if (installed) return { executablePath: installed, args, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return packagedChromium();
  return { executablePath: await playwrightChromium(), args, env: {} };
}

function systemChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
  ].find(existsSync);
}

async function packagedChromium(): Promise<Chromium> {
  const home = fileURLToPath(new URL("..", import.meta.resolve("@sparticuz/chromium")));
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  const cache = fileURLToPath(new URL("../node_modules/.cache/assent/", import.meta.url));
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpack(join(home, "bin"), folder);

  const executablePath = join(folder, "chromium");
  const env: Record<string, string> = {};
  if (existsSync(join(folder, "al2023"))) env.LD_LIBRARY_PATH = join(folder, "al2023", "lib");
  if (!existsSync("/etc/fonts/fonts.conf")) env.FONTCONFIG_PATH = join(folder, "fonts");
  return { executablePath, args, env };
}

/** Into a folder of our own and then renamed: two runs that start at once never see half a browser. */
async function unpack(bin: string, folder: string): Promise<void> {
  console.log("Unpacking Chromium (once)…");
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const { inflate } = await import("@sparticuz/chromium");
  await inTemporaryFolder(partial, async () => {
    for (const file of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br"]) await inflate(join(bin, file));
    writeFileSync(join(partial, "fonts", "fonts.conf"), fontsBesideIt);
    if (lacksLibraries(join(partial, "chromium"))) await inflate(join(bin, "al2023.tar.br"));
  });
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Replaces the package's own, which looks for the fonts in fixed folders of the system. Without any, text has no size. */
const fontsBesideIt = '<?xml version="1.0"?><fontconfig><dir prefix="relative">fonts</dir></fontconfig>';

/** The package has no other way to be told where to unpack than the system's temporary folder. */
async function inTemporaryFolder(folder: string, run: () => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await run();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function lacksLibraries(executable: string): boolean {
  return spawnSync(executable, ["--version"]).status !== 0;
}

async function playwrightChromium(): Promise<string> {
  const playwright = await import("playwright");
  if (!existsSync(playwright.chromium.executablePath())) {
    console.log("Downloading Chromium (once)…");
    const cli = fileURLToPath(new URL("cli.js", import.meta.resolve("playwright/package.json")));
    execFileSync(process.execPath, [cli, "install", "chromium"], { stdio: "inherit" });
  }
  return playwright.chromium.executablePath();
}
