import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { minify } from "terser";

/**
 * What `bootScript` fills in: the body of `page` by itself, with its parameters for what stands between double
 * underscores. Where cookies may not even be read, core decides.
 */
export async function bootCode(): Promise<string> {
  const source = readFileSync(new URL("src/boot/page.ts", import.meta.url), "utf8");
  const { code } = transformSync(source, { loader: "ts", target: "es2022" });
  const body = code.slice(code.indexOf("{", code.indexOf("function page(")) + 1, code.lastIndexOf("}"));
  // What a block declares by `let` stays in it.
  const script = `{
    let load = () => import(__CORE__);
    try { ${body.replaceAll("const ", "let ")} } catch { load(); }
  }`;
  const define = { recordName: "__NAME__", regime: "__REGIME__", ttl: "__TTL__", plan: "__PLAN__" };
  const minified = await minify(transformSync(script, { define, target: "es2022" }).code, {
    ecma: 2020,
    compress: { passes: 3, unsafe: true, unsafe_arrows: true },
    mangle: { toplevel: true },
  });
  return (minified.code as string)
    .replace(/\$\{__NAME__\}/g, "__NAME__")
    .replace('__NAME__+"="', '"__NAME__="')
    .replace("BroadcastChannel(__NAME__)", 'BroadcastChannel("__NAME__")');
}
