import { gzipSync } from "node:zlib";
import { gppStubScript } from "@assent/signals/gpp-stub";
import { tcfStubScript } from "@assent/signals/tcf-stub";
import { expect, it } from "vitest";

// As a page carries them in its head, in bytes after gzip.
it.each([
  ["TCF", tcfStubScript({ applies: true }), 600],
  ["GPP", gppStubScript(), 900],
])("the stub of %s is small, and ends no script by what it holds", (_, text, limit) => {
  expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(limit);
  expect(text).not.toMatch(/<\/|<!--/);
});
