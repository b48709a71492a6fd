import type { policy } from "@assent/example-civis/policy";

declare global {
  /** The third party's origin. */
  const __PLAYER__: string;
}

declare module "@assent/core" {
  interface Register {
    policy: typeof policy;
  }
}
