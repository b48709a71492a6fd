import type { policy } from "@assent/example-civis/policy";

declare module "@assent/core" {
  interface Register {
    policy: typeof policy;
  }
}
