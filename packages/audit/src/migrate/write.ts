import { day, type Plan } from "./plan.js";

/** A plan as a module that compiles. */
export function writePolicy(plan: Plan, from: string): string {
  const { categories, former, services, texts, tool, ttl } = plan;
  const policy = literal({ categories: shortened(categories), services, ttl });
  const usesDay = [policy, literal(former)].join("").includes("* day");
  return `// Made from ${from.replace(/[\r\n]/g, " ")} of ${tool} by \`assent migrate\`. It is yours to change.
import { ${usesDay ? "day, " : ""}definePolicy } from "@assent/core";

export const policy = definePolicy(${policy});

/** What visitors read, for \`mount\`. */
export const texts = ${literal({ categories: texts })};

/** What ${tool} remembered, for \`takingOver\` of \`@assent/signals/migrate\`. */
export const former = ${literal(former)} as const;
`;
}

function shortened(categories: Plan["categories"]): object {
  return Object.fromEntries(
    Object.entries(categories).map(([name, category]) => [
      name,
      category.revision === undefined && category.modes === undefined ? category.rule : category,
    ]),
  );
}

/** A value as a literal of TypeScript: whole days as such, names without quotes where they need none. */
function literal(value: unknown, indent = "", key = ""): string {
  if (typeof value === "number")
    return /^(maxAge|ttl|lifetime)$/.test(key) && value % day === 0 ? `${value / day} * day` : String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return quoted(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => `${inner}${keyOf(name)}: ${literal(each, inner, name)},\n`);
  return lines[0] ? `{\n${lines.join("")}${indent}}` : "{}";
}

/** An object's own \`__proto__\` is written so that it is one. */
function keyOf(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** JSON is TypeScript but for two line breaks, which it may hold. */
function quoted(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16)}`,
  );
}
