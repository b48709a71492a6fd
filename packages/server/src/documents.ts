import type { Policy } from "@assent/core";
import { type PolicyTexts, toHtml, tree } from "@assent/ui";
import english from "@assent/ui/locales/en";
import { type CookiePolicyView, deviceStorage, policyHtml, policyMarkdown } from "@assent/ui/policy";

/** Everything that one language says. */
export type Messages = CookiePolicyView["messages"];

/** What the documents about a policy are made of. */
export interface DocumentsOptions {
  readonly policy: Policy;
  readonly messages?: readonly Messages[] | undefined;
  readonly texts?: PolicyTexts | undefined;
  readonly gpcUpdated?: string | undefined;
  readonly preferences?: string | undefined;
}

/** The languages, the first of them for whoever reads none. */
export function languages({
  messages,
}: Pick<DocumentsOptions, "messages">): readonly [Messages, ...Messages[]] {
  return messages?.[0] ? [messages[0], ...messages.slice(1)] : [english];
}

/** What anyone may read about a site's policy, by its path. */
export function documentAt(
  pathname: string,
  options: DocumentsOptions & { readonly path: string; readonly locale: string | null },
): Response | undefined {
  const { gpcUpdated, locale, path, policy, preferences, texts } = options;
  const [first, ...others] = languages(options);
  const messages = others.find(({ lang }) => lang === locale) ?? first;
  // Without a page to lead to, the way to the preferences leads nowhere.
  const view = { messages, texts, action: preferences && path } as Omit<CookiePolicyView, "policy">;
  switch (pathname) {
    case `${path}/policy.json`:
      return document("application/json", JSON.stringify(deviceStorage(policy)));
    case `${path}/policy.html`:
      return document("text/html; charset=utf-8", page(policy, view));
    case `${path}/policy.md`:
      return document(
        "text/markdown; charset=utf-8",
        policyMarkdown(policy, { ...view, title: messages.policyLink }),
      );
    // See https://www.w3.org/TR/gpc/, "GPC Support Resource".
    case "/.well-known/gpc.json":
      return document("application/json", JSON.stringify({ gpc: true, lastUpdate: gpcUpdated }));
    default:
      return undefined;
  }
}

function document(type: string, content: string): Response {
  return new Response(content, {
    headers: {
      "content-type": type,
      "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'self'",
      "cache-control": "public, max-age=300",
      "x-content-type-options": "nosniff",
    },
  });
}

function page(policy: Policy, view: Omit<CookiePolicyView, "policy">): string {
  const { lang, dir, policyLink } = view.messages;
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${toHtml(tree("title", {}, policyLink))}
</head>
<body>
<main>
${toHtml(tree("h1", {}, policyLink))}
${policyHtml(policy, view)}
</main>
</body>
</html>
`;
}
