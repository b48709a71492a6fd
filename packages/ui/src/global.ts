/** What a page without a bundler finds as `window.assent`: core, gates, components and their stylesheet. */
declare const __ASSENT_CSS__: string;

const sheet = new CSSStyleSheet();
sheet.replaceSync(__ASSENT_CSS__);
document.adoptedStyleSheets.push(sheet);

export { cookieStorage, createConsent, definePolicy, widest } from "@assent/core";
export { clear, guardCookies, openGates } from "@assent/core/dom";
export { english } from "./english/layers.js";
export { mount } from "./mount.js";
export { embedPlaceholder } from "./placeholder.js";
export { render } from "./render.js";
