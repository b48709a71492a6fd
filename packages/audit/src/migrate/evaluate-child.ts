import { existsSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";
import { mistakeIn } from "../mistake.js";

/**
 * Runs a configuration file, and prints the configuration that it exports, hands to its tool, or leaves in a global: in a process of
 * its own, because it is a program.
 */
const file = process.argv[2] ?? "";
const page = globalThis as unknown as { [name: string]: unknown };
/** What the file says while it runs must not stand in our output. */
const print = process.stdout.write.bind(process.stdout);
for (const level of ["log", "info", "debug", "warn", "error"] as const) console[level] = () => undefined;

/** What the file hands to the tool: its packages stand in for themselves. */
const handed: unknown[] = [];
page["~assent-handed"] = (config: unknown) => handed.push(config);
const standIn = `const take = (config) => globalThis["~assent-handed"](config);
export const run = take, setup = take, render = take, show = take, getManager = take, init = take;
export const showPreferences = () => {}, acceptCategory = () => {}, onConsent = () => {};
export default { run, setup, render, show, getManager, init };`;
const styles = /\.(css|scss|sass|less)$/;

registerHooks({
  resolve(specifier, context, next) {
    if (/^(vanilla-cookieconsent|klaro)(\/.*)?$/.test(specifier) || styles.test(specifier))
      return { url: `data:text/javascript,${encodeURIComponent(standIn)}`, shortCircuit: true };
    return next(specifier, context);
  },
});

page.window ??= globalThis;
page.self ??= globalThis;

/** What can be told as JSON: patterns and functions are marked, what never ends is cut off. */
function plain(value: unknown, depth = 0, above: readonly unknown[] = []): unknown {
  if (typeof value === "string") return value.slice(0, 20_000);
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "function") return { "~function": true };
  if (typeof value !== "object" || depth > 12 || above.includes(value)) return undefined;
  if (value instanceof RegExp) return { "~pattern": RegExp.prototype.toString.call(value) };
  const inside = [...above, value];
  if (Array.isArray(value)) return value.slice(0, 2000).map((each) => plain(each, depth + 1, inside) ?? null);
  const told: { [field: string]: unknown } = Object.create(null);
  for (const field of Object.keys(value).slice(0, 2000)) {
    told[field] = plain(read(value, field), depth + 1, inside);
  }
  return told;
}

/** A field's value; a getter that throws has none. */
function read(value: unknown, field: string): unknown {
  try {
    return (value as { readonly [field: string]: unknown } | null)?.[field];
  } catch {
    return undefined;
  }
}

function valuesIn(value: unknown): unknown[] {
  return typeof value === "object" && value !== null
    ? Object.keys(value).map((field) => read(value, field))
    : [];
}

/** A configuration has one of these. */
function isConfiguration(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const categories = read(value, "categories");
  return (
    (typeof categories === "object" && categories !== null) ||
    Array.isArray(read(value, "services")) ||
    Array.isArray(read(value, "apps"))
  );
}

async function load(): Promise<unknown> {
  if (!existsSync(file)) throw new Error("it isn't there");
  if (file.endsWith(".json")) return JSON.parse(readFileSync(file, "utf8"));
  let exported: { readonly [name: string]: unknown } = {};
  let failure: unknown;
  try {
    exported = await import(pathToFileURL(file).href);
  } catch (error) {
    failure = error;
  }
  // A script for a page has its configuration in a variable.
  if (failure || !Object.keys(exported)[0]) {
    const script = readFileSync(file, "utf8");
    if (!/^\s*(import|export)\b/m.test(script))
      try {
        runInThisContext(script, { filename: file });
        failure = undefined;
      } catch (error) {
        failure ??= error;
      }
  }
  const main = exported.default;
  const globals = [page.klaroConfig, page.cookieConsentConfig, page.config];
  const found = [main, ...handed, ...valuesIn(exported), ...valuesIn(main), ...globals].find(isConfiguration);
  if (found) return found;
  if (failure) throw failure;
  const hint = typeof main === "function" ? ": it exports a function; export what that gives" : "";
  throw new Error(`${file} holds no configuration that vanilla-cookieconsent or klaro would take${hint}`);
}

/** What is wrong, and in which line, where it is the file's own text. */
function told(error: unknown): string {
  const message = String((error as Error | undefined)?.message ?? error).slice(0, 2000);
  const mistake = error instanceof SyntaxError ? mistakeIn(file, error) : undefined;
  return mistake?.path === file ? `${message} (line ${mistake.line})` : message;
}

try {
  print(JSON.stringify({ config: plain(await load()) }));
  process.exit(0);
} catch (error) {
  print(JSON.stringify({ failure: told(error) }));
  process.exit(0);
}
