import { createConsent } from "@assent/core";
import { bootScript } from "@assent/core/boot";
import { banner, english, toHtml } from "@assent/ui";
import type { SiteService } from "../../site.ts";
import type { Contender } from "../contender.ts";
import { policyOf } from "../entries/policy.ts";
import { modules, shipped } from "../modules.ts";

const css = shipped("@assent/ui/assent.css");
const region = "FR";

const shared: Omit<Contender, "name" | "html" | "files"> = {
  gate: (script) =>
    "text" in script
      ? `<script type="text/plain" data-assent="statistics">${script.text}</script>`
      : `<script type="text/plain" data-assent="statistics" src="${script.src}"></script>`,
  banner: ".assent-banner",
  accept: ".assent-banner [value=accept]",
  reject: ".assent-banner [value=reject]",
};

/** The banner printed into the page, and the script in its head that knows whether to show it. */
export async function booted(services: readonly SiteService[]): Promise<Contender> {
  const policy = policyOf(services);
  const printed = toHtml(
    banner(createConsent(policy, { region }).getState(), {
      policy,
      messages: english,
      policyUrl: "/cookies",
    }),
  );
  const files = await modules("assent-app.ts", services);
  const imports = importsOf(files).map((file) => `./${file}`);
  return {
    ...shared,
    name: "Assent: boot, banner in the HTML",
    html: {
      head: `<style>${css}</style><script>${bootScript(policy, { region, src: "./entry.js", runs: "answering", imports })}</script>`,
      body: printed,
    },
    files,
  };
}

export async function bundled(services: readonly SiteService[]): Promise<Contender> {
  return {
    ...shared,
    name: "Assent: in the app's bundle",
    html: { head: `<style>${css}</style>`, tail: `<script type="module" src="entry.js"></script>` },
    files: await modules("assent-app.ts", services),
  };
}

export async function react(services: readonly SiteService[]): Promise<Contender> {
  return {
    ...shared,
    name: "@assent/react",
    html: {
      head: `<link rel="stylesheet" href="style.css">`,
      tail: `<script type="module" src="entry.js"></script>`,
    },
    files: { ...(await modules("assent-react.ts", services)), "style.css": css },
  };
}

/** What the entry imports at once. */
function importsOf(files: { readonly [path: string]: string }): string[] {
  return [...(files["entry.js"] ?? "").matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)].map(
    ([, path = ""]) => path,
  );
}
