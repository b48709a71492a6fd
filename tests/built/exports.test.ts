import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { getPackageExportsManifest } from "vitest-package-exports";

// Whoever changes what a package exports sees it here, and writes a changeset: `vitest run --project built -u`.
const packages = ["audit", "core", "react", "server", "signals", "ui", "vue"];
it.each(packages)("exports from %s what is written down", async (name) => {
  const cwd = fileURLToPath(new URL(`../../packages/${name}`, import.meta.url));
  const { exports } = await getPackageExportsManifest({
    importMode: "dist",
    cwd,
    shouldIgnoreEntry: ({ entry }) => /\.(global\.js|css|json)$/.test(entry),
  });
  await expect(`${JSON.stringify(exports, null, 2)}\n`).toMatchFileSnapshot(`exports/${name}.json`);
});
