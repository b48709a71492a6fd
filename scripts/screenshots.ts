import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium as playwright } from "playwright";
import { chromium } from "./chromium.ts";
import { page, scenes } from "./scenes.ts";

// Draws every component, layout, theme and width into `screenshots/`, and a page of them all: `pnpm run screenshots`,
// after a build. Words in the arguments choose: `pnpm run screenshots banner dark 320`.

const folder = new URL("../screenshots/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const widths = { 320: 640, 768: 1024, 1440: 900 } as const;
const themes = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  forced: { colorScheme: "dark", forcedColors: "active" },
} as const;

function file(path: string): string {
  if (path === "/assent.js") return read("packages/ui/dist/assent.global.js");
  return read(
    path.startsWith("/core/") ? path.replace("/core", "packages/core/dist") : `packages/ui/dist${path}`,
  );
}

const types = { css: "text/css", js: "text/javascript" } as const;

async function draw(words: readonly string[]): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const server = createServer(({ url = "/" }, response) => {
    const scene = scenes.find(({ name }) => url === `/${name}`);
    const type = types[url.split(".").at(-1) as keyof typeof types];
    if (scene) response.setHeader("Content-Type", "text/html").end(page(scene));
    else if (type) response.setHeader("Content-Type", type).end(file(url));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const { env, ...options } = await chromium();
  const browser = await playwright.launch({
    ...options,
    env: { ...process.env, ...env } as Record<string, string>,
  });
  const drawn: string[] = [];
  for (const [theme, look] of Object.entries(themes))
    for (const [width, height] of Object.entries(widths)) {
      const viewport = { width: Number(width), height };
      const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...look });
      const tab = await context.newPage();
      let name = "";
      tab.on("pageerror", (error) => console.error(name, error));
      for (const scene of scenes) {
        name = `${scene.name}-${theme}-${width}`;
        if (!words.every((word) => name.includes(word))) continue;
        await tab.emulateMedia({ media: scene.media ?? "screen" });
        await tab.goto(`http://localhost:${port}/${scene.name}`);
        await tab.waitForFunction("window.isDrawn");
        await tab.screenshot({ path: new URL(`${name}.png`, folder).pathname, fullPage: !!scene.isFullPage });
        await context.clearCookies();
        drawn.push(name);
      }
      await context.close();
    }
  await browser.close();
  server.close();
  server.closeAllConnections();
  const pictures = drawn.map(
    (name) => `<img src="${name}.png" alt="${name}" title="${name}" loading="lazy">`,
  );
  writeFileSync(
    new URL("index.html", folder),
    `<!doctype html><title>Screenshots</title><style>body { background: #888 } img { max-height: 30rem; margin: 4px }</style>${pictures.join("\n")}`,
  );
  console.log(`${drawn.length} pictures in screenshots/`);
}

await draw(process.argv.slice(2));
