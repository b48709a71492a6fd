import { transformAsync } from "@babel/core";
import type { Plugin } from "vite";

const query = "?compiled";

/** Compiles what is imported with `?compiled`, and what that imports by a relative path, with React Compiler. */
export function reactCompiler(): Plugin {
  return {
    name: "react-compiler",
    enforce: "pre",
    async resolveId(source, importer) {
      if (!source.startsWith(".") || !(source.endsWith(query) || importer?.endsWith(query))) return;
      const path = source.replace(query, "");
      const found = await this.resolve(path, importer?.replace(query, ""), { skipSelf: true });
      return found && /\/(react)\/(src|test)\//.test(found.id) ? found.id + query : found;
    },
    async transform(code, id) {
      if (!id.endsWith(query)) return;
      const compiled = await transformAsync(code, {
        filename: id.replace(query, ""),
        configFile: false,
        babelrc: false,
        parserOpts: { plugins: ["typescript", "jsx"] },
        plugins: [["babel-plugin-react-compiler", { panicThreshold: "all_errors" }]],
      });
      return compiled?.code;
    },
  };
}
