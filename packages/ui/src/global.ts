import { cookieStorage, createConsent, definePolicy, widest } from "@assent/core";
import { clear, guardCookies, openGates } from "@assent/core/dom";
import { english } from "./english/layers.js";
import { mount } from "./mount.js";
import { embedPlaceholder } from "./placeholder.js";
import { render } from "./render.js";

/** What a page without a bundler finds as `window.assent`: core, gates, components and their stylesheet. */
declare const __ASSENT_CSS__: string;

const sheet = new CSSStyleSheet();
sheet.replaceSync(__ASSENT_CSS__);
document.adoptedStyleSheets.push(sheet);

// No exports: what a bundler makes of those is longer, and runs for each name.
Object.assign(globalThis, {
  assent: {
    clear,
    cookieStorage,
    createConsent,
    definePolicy,
    embedPlaceholder,
    english,
    guardCookies,
    mount,
    openGates,
    render,
    widest,
  },
});
