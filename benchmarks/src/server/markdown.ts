export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, index) => (index ? "--:" : "---"));
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

export function ratio(value: number): string {
  return value.toFixed(2);
}
