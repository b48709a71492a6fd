import { ConsentBanner, ConsentDialog, ConsentManagerProvider } from "@c15t/react";
import { createElement, Fragment, type FunctionComponent } from "react";
import { createRoot } from "react-dom/client";
import { options } from "./c15t-options.ts";

/** Its props demand children, which `createElement` takes apart from them. */
const Provider = ConsentManagerProvider as unknown as FunctionComponent<{ options: typeof options }>;
const root = document.createElement("div");
document.body.append(root);
const surfaces = createElement(Fragment, null, createElement(ConsentBanner), createElement(ConsentDialog));
createRoot(root).render(createElement(Provider, { options }, surfaces));
