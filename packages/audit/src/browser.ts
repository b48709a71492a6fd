import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { Complaint, firstLine } from "./complaint.js";
import { ownFolder } from "./folder.js";
import { signalGroup } from "./group.js";
import { type NetworkLog, readNetworkLog } from "./network-log.js";

/** How the browser is started. */
export interface BrowserOptions {
  /** @default `ASSENT_CHROMIUM`, else the system's, else the one that Playwright installed */
  readonly executablePath?: string | undefined;
  /** More command-line switches. */
  readonly args?: readonly string[] | undefined;
  /** Host names that lead elsewhere: `{ "www.example.com": "127.0.0.1:3000" }`. */
  readonly hosts?: { readonly [name: string]: string } | undefined;
  /** Takes certificates that nobody vouches for, as a development server's. @default false */
  readonly insecure?: boolean | undefined;
}

/** A browser that logs all that it stores and sends. */
export interface LoggedBrowser {
  readonly browser: Browser;
  /** Without the word that says that nobody looks on: tags stay away from who has it. */
  readonly userAgent: string;
  /** Closes the browser, reads its log and deletes it: it holds values. Nothing where there is no log. */
  finish(): Promise<NetworkLog | undefined>;
}

/** @param signal - ends the browser; whoever gives one answers to the signals that the process gets. */
export async function startBrowser(options: BrowserOptions, signal?: AbortSignal): Promise<LoggedBrowser> {
  signal?.throwIfAborted();
  const { path, note, forget } = await ownFolder();
  const file = join(path, "network.json");
  try {
    const browser = await chromium.launch({
      executablePath: executable(options),
      args: [...switches(options), `--log-net-log=${file}`, "--net-log-capture-mode=IncludeSensitive"],
      artifactsDir: path,
      ...(signal && { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }),
    });
    const { pid, profile, userAgent } = await askAbout(browser);
    if (profile) await note(profile);
    // Not asked to close, which a page that hangs delays: whoever ends the process may not wait for long.
    const end = (): void => void (signalGroup(pid, "SIGKILL") || browser.close().catch(() => undefined));
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
    return {
      browser,
      userAgent,
      async finish() {
        try {
          signal?.removeEventListener("abort", end);
          await browser.close();
          return await readNetworkLog(file);
        } finally {
          await forget();
        }
      },
    };
  } catch (error) {
    await forget();
    signal?.throwIfAborted();
    throw new Complaint(
      `The browser can't be started: ${firstLine(error)}\nSet ASSENT_CHROMIUM to a Chromium, or get one: npx playwright-core install chromium.`,
    );
  }
}

/** What Playwright doesn't say: which process it is, where its profile is, and what it calls itself with a window. */
async function askAbout(
  browser: Browser,
): Promise<{ pid: number | undefined; profile: string | undefined; userAgent: string }> {
  const session = await browser.newBrowserCDPSession();
  const { userAgent } = await session.send("Browser.getVersion");
  const { commandLine } = await session.send("SystemInfo.getInfo").catch(() => ({ commandLine: "" }));
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return {
    pid: processInfo.find(({ type }) => type === "browser")?.id,
    profile: /--user-data-dir=(\S+)/.exec(commandLine)?.[1],
    userAgent: userAgent.replace("Headless", ""),
  };
}

/** Without what Playwright sets to make pages repeatable at the price of the cookie rules that visitors have. */
function switches({ args = [], hosts = {}, insecure = false }: BrowserOptions): string[] {
  const rules = Object.entries(hosts).map(([name, place]) => `MAP ${name} ${place}`);
  return [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    // Sites show a driven browser something else: no banner, say.
    "--disable-blink-features=AutomationControlled",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...(rules[0] ? [`--host-resolver-rules=${rules.join(",")}`] : []),
    ...(insecure ? ["--ignore-certificate-errors"] : []),
    ...args,
  ];
}

/** @throws where it can't be run: Playwright makes a profile first and looks then, and would leave it behind. */
function executable({ executablePath }: BrowserOptions): string {
  const path = executablePath || process.env.ASSENT_CHROMIUM || systemChromium() || chromium.executablePath();
  if (!existsSync(path)) throw new Complaint(`${path} isn't there`);
  if (!isProgram(path)) throw new Complaint(`${path} is no program`);
  return path;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
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
