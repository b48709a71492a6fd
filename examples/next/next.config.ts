import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

process.env.NEXT_TELEMETRY_DISABLED = "1";
// The platform's own scripts, as they are.
cpSync(
  new URL("../civis/public/statistics", import.meta.url),
  new URL("public/statistics", import.meta.url),
  {
    recursive: true,
  },
);

export default {
  transpilePackages: ["@assent/example-civis"],
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
} satisfies NextConfig;
