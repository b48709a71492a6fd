import { expect, it } from "vitest";
import { appLines } from "../../examples/lines.ts";

it.each(Object.entries(appLines()))("%s shows the whole scenario in fewer than 80 lines", (_, lines) => {
  expect(lines).toBeGreaterThan(20);
  expect(lines).toBeLessThan(80);
});
