import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startPlayer } from "@assent/example-civis/player";
import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants.js";

export default async function configure(phase: string): Promise<NextConfig> {
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  // The platform's own scripts, as they are, and the third party.
  cpSync(
    new URL("../civis/public/statistics", import.meta.url),
    new URL("public/statistics", import.meta.url),
    {
      recursive: true,
    },
  );
  if (phase !== PHASE_PRODUCTION_BUILD && !process.env.PLAYER) await startPlayer();
  return {
    transpilePackages: ["@assent/example-civis"],
    turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
  };
}
