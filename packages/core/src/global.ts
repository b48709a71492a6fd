/** What a page without a bundler finds as `window.assent`. */
export * from "./dom/index.js";
export * from "./index.js";
