import type { Policy } from "@assent/core";
import { type PolicyTexts, toHtml, tree } from "@assent/ui";
import { type CookiePolicyView, deviceStorage, policyHtml, policyMarkdown } from "@assent/ui/policy";
import { type Messages, messagesIn } from "./languages.js";

/** What the documents about a policy are made of. */
export interface DocumentsOptions {
  readonly policy: Policy;
  readonly messages?: readonly Messages[] | undefined;
  readonly texts?: PolicyTexts | undefined;
  readonly gpcUpdated?: string | undefined;
  readonly preferences?: string | undefined;
}

/** What anyone may read about a site's policy, by its path. */
export async function documentAt(
  pathname: string,
  options: DocumentsOptions & { readonly path: string; readonly locale: string | null },
): Promise<Response | undefined> {
  const { gpcUpdated, path, policy } = options;
  switch (pathname) {
    case `${path}/policy.json`:
      return document("application/json", JSON.stringify(deviceStorage(policy)));
    case `${path}/policy.html`:
      return document("text/html; charset=utf-8", page(policy, await viewOf(options)));
    case `${path}/policy.md`: {
      const view = await viewOf(options);
      const text = policyMarkdown(policy, { ...view, title: view.messages.policyLink });
      return document("text/markdown; charset=utf-8", text);
    }
    // See https://www.w3.org/TR/gpc/, "GPC Support Resource".
    case "/.well-known/gpc.json":
      return document("application/json", JSON.stringify({ gpc: true, lastUpdate: gpcUpdated }));
    default:
      return undefined;
  }
}

type View = Omit<CookiePolicyView, "policy">;

async function viewOf({
  locale,
  messages,
  path,
  preferences,
  texts,
}: Parameters<typeof documentAt>[1]): Promise<View> {
  // Without a page to lead to, the way to the preferences leads nowhere.
  const action = preferences && path;
  return { messages: await messagesIn(locale, messages), texts, action };
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

function page(policy: Policy, view: View): string {
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
