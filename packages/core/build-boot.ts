import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { minify } from "terser";

/**
 * Core is fetched where something has to be asked, behind the page's first frame, and runs when somebody comes near what
 * asks. Begun before, each request would keep that frame waiting.
 */
const asking = `let ask = () => {
  for (let type of ["pointerover", "focusin"])
    addEventListener(type, ({ target }) => target.closest(".assent") && load());
  requestAnimationFrame(() => requestAnimationFrame(() => {
    for (let href of __ALL__)
      document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }));
};`;

/** What `bootScript` fills in, as a bundler's definition. */
export async function bootCode(): Promise<{ __ASSENT_BOOT__: string }> {
  const code = {
    gates: await inBothWays(/ tell\(.*;/, ""),
    head: await inBothWays(" tell(", " self.assentMay = ("),
  };
  return { __ASSENT_BOOT__: JSON.stringify(code) };
}

/** Core comes to ask, or when somebody is about to answer. */
async function inBothWays(telling: string | RegExp, told: string): Promise<{ [runs: string]: string }> {
  const change = (body: string): string => body.replace(telling, told);
  return {
    asking: await compiled((body) => change(body).replace(" && ask()", "")),
    answering: await compiled((body) => asking + change(body)),
  };
}

/**
 * The body of `page` by itself, with its parameters for what stands between double underscores. Where cookies may not
 * even be read, core decides.
 */
async function compiled(change: (body: string) => string): Promise<string> {
  const source = readFileSync(new URL("src/boot/page.ts", import.meta.url), "utf8");
  const { code } = transformSync(source, { loader: "ts", target: "es2022" });
  const body = code.slice(code.indexOf("{", code.indexOf("function page(")) + 1, code.lastIndexOf("}"));
  // What a block declares by `let` stays in it.
  const script = `{
    let load = () => import(__CORE__);
    try { ${change(body).replaceAll("const ", "let ")} } catch { load(); }
  }`;
  const define = { recordName: "__NAME__", regime: "__REGIME__", ttl: "__TTL__", plan: "__PLAN__" };
  const minified = await minify(transformSync(script, { define, target: "es2022" }).code, {
    ecma: 2020,
    compress: { passes: 3, unsafe: true, unsafe_arrows: true },
    mangle: { toplevel: true },
  });
  return (minified.code as string)
    .replace(/\$\{__NAME__\}/g, "__NAME__")
    .replace("BroadcastChannel(__NAME__)", 'BroadcastChannel("__NAME__")');
}
