import type { policy } from "./policy.ts";

declare module "@assent/core" {
  interface Register {
    policy: typeof policy;
  }
}
