import { AssentError, type ConsentState, type Policy, readRecord, systemClock } from "@assent/core";
import type { PolicyTexts } from "@assent/ui";
import { type Answer, answer } from "./answer.js";
import { textOf } from "./body.js";
import { fieldNames, postedFields, postedJson } from "./choice.js";
import { consentFor, consentIn, isRecord, type Site, situationOf } from "./consent.js";
import { expired, jarOf, recordCookie } from "./cookies.js";
import { documentAt } from "./documents.js";
import type { Messages } from "./languages.js";
import { isAhead } from "./navigation.js";
import { placeOf } from "./place.js";
import type { Proofs } from "./proof.js";
import { createProver } from "./prove.js";
import { type Refusal, refuse } from "./refusal.js";
import { senderRefusal } from "./sender.js";

/** What a site's handler is told. */
export interface ConsentHandlerOptions<
  C extends string = string,
  S extends string = string,
  K extends string = string,
> extends Site<C, S, K> {
  /** Where choices are posted; `policy.json`, `policy.html` and `policy.md` lie below it. @default "/consent" */
  readonly path?: string;
  /** The page with the preferences, for visitors without scripts. @default where they were */
  readonly preferences?: string | undefined;
  /** What the site says in its own words, its first language first. @default those of `@assent/ui`, in any language */
  readonly messages?: readonly Messages[] | undefined;
  /** What the site calls its own things. */
  readonly texts?: PolicyTexts<C, S, K> | undefined;
  /** The origins that pages may post from, where they aren't what the server sees: `["https://www.example.org"]`. @default the request's */
  readonly origins?: readonly string[];
  /** When what the site says of Global Privacy Control last changed, as `YYYY-MM-DD`. @default not said */
  readonly gpcUpdated?: string | undefined;
  /** Where every answer is kept. @default nowhere */
  readonly proofs?: Pick<Proofs, "append"> | undefined;
  /** How long a choice waits for its proof to be kept, in milliseconds: it counts, whatever becomes of that. @default 1000 */
  readonly patience?: number;
}

/**
 * Answers what a site's visitors post and ask about consent. It takes a Fetch-API request, so that it mounts anywhere; see
 * `@assent/server/node` for `node:http` and Express.
 *
 * - `POST /consent`: a form of `@assent/ui` without scripts, which is led back to where it was; or JSON, a choice whose
 *   answer is the state, or a page's record, whose answer is empty.
 * - `GET /consent`: the visitor's state, as JSON.
 * - `GET /consent/policy.json`, `.html`, `.md`, and `/.well-known/gpc.json`: for anyone.
 *
 * @throws {@link AssentError} `name-taken` where a category or a service has the name of one of the forms' own fields.
 * @example
 * ```ts
 * import { createConsentHandler } from "@assent/server";
 *
 * const handle = createConsentHandler({ policy, region: "cloudflare", preferences: "/choices" });
 * // Hono: app.all("/consent/*", ({ req }) => handle(req.raw));
 * // Next, in app/consent/[[...rest]]/route.ts: export const GET = handle, POST = handle;
 * ```
 */
export function createConsentHandler<C extends string, S extends string, K extends string>(
  typed: ConsentHandlerOptions<C, S, K>,
): (request: Request) => Promise<Response> {
  const options = typed as unknown as ConsentHandlerOptions;
  const { clock = systemClock, domain, origins = [], patience = 1000 } = options;
  const { path = "/consent", policy, preferences, proofs } = options;
  checkFields(policy);

  const prove = proofs && createProver({ ...options, proofs, clock, patience });

  async function post(request: Request): Promise<Response> {
    const sender = senderRefusal(request, origins);
    if (sender) return refuse(sender);
    const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    const isForm = type === "application/x-www-form-urlencoded";
    if (!isForm && !jsonTypes.includes(type)) return refuse(wrongType);
    const text = await textOf(request);
    if (typeof text !== "string") return refuse(text);
    const situation = situationOf(request, options);
    const consent = consentIn(situation, request, options);
    const fields = isForm && new URLSearchParams(text);
    const posted = fields ? postedFields(fields, policy, consent.state) : postedJson(text, policy);
    if ("status" in posted) return refuse(posted);
    const back = fields ? placeOf(fields.get("next"), request, origins) : "";
    if (posted.kind === "move")
      return redirect(posted.to === "preferences" && preferences ? preferences : back, []);
    const answered = answer(posted, consent, situation, readRecord(policy, request.headers.get("cookie")));
    if ("status" in answered) return refuse(answered);
    const isForgotten = posted.kind === "record" && posted.forgotten;
    const kept = await prove?.(answered, situation, posted.shown, isForgotten);
    const cookies = cookiesOf(answered, request);
    if (isForm) return redirect(back, cookies);
    if (posted.kind === "choice") return json(answered.consent.state, cookies);
    // Whoever sends records knows what follows from them, and sends them again until they are kept.
    return new Response(null, { status: kept === "lost" ? 503 : 204, headers: headersOf(cookies) });
  }

  function seen(request: Request): Response {
    const { now, state } = consentFor(request, options);
    const found = isAhead(request) ? undefined : readRecord(policy, request.headers.get("cookie"));
    return json(state, [
      isRecord(found) ? recordCookie(policy, found, now, jarOf(request, domain)) : undefined,
    ]);
  }

  function cookiesOf({ kept, consent }: Answer, request: Request): Cookies {
    const jar = jarOf(request, domain);
    const header = request.headers.get("cookie") ?? "";
    return [
      kept && recordCookie(policy, kept, consent.now, jar),
      ...expired(policy, consent.permitted(), header, jar),
    ];
  }

  return async (request) => {
    const { method, url } = request;
    const { pathname, searchParams } = new URL(url);
    const isRead = method === "GET" || method === "HEAD";
    const isChoice = pathname.replace(/\/$/, "") === path;
    if (isChoice && method === "POST") return post(request);
    const document = isChoice
      ? undefined
      : await documentAt(pathname, { ...options, path, locale: searchParams.get("locale") });
    if (!isChoice && !document) return refuse(nothingHere);
    if (!isRead) return refuse(wrongMethod(isChoice ? "GET, HEAD, POST" : "GET, HEAD"));
    const response = document ?? seen(request);
    return method === "HEAD" ? new Response(null, response) : response;
  };
}

type Cookies = readonly (string | undefined)[];

const jsonTypes: readonly unknown[] = ["application/json", "text/plain"];

const wrongType: Refusal = {
  status: 415,
  message: "Send a form (application/x-www-form-urlencoded) or JSON (application/json, text/plain).",
};

const nothingHere: Refusal = { status: 404, message: "There is nothing under this path." };

function wrongMethod(allow: string): Refusal {
  return { status: 405, message: `Use one of ${allow}.`, headers: { allow } };
}

/** What is one of the forms' own fields would be taken for a ticked toggle. */
function checkFields({ entries }: Policy): void {
  const taken = entries.find(({ name }) => fieldNames.includes(name));
  if (taken)
    throw new AssentError("name-taken", `"${taken.name}" is what a field of the forms is called: rename it`);
}

function redirect(location: string, cookies: Cookies): Response {
  return new Response(null, { status: 303, headers: headersOf(cookies, ["location", location]) });
}

function json(state: ConsentState, cookies: Cookies): Response {
  const headers = headersOf(cookies, ["content-type", "application/json"]);
  return new Response(JSON.stringify(state), { headers });
}

/** Of what is one visitor's alone. */
function headersOf(
  cookies: Cookies,
  ...others: [name: string, value: string][]
): [name: string, value: string][] {
  return [
    ...others,
    ["cache-control", "no-store"],
    ["x-content-type-options", "nosniff"],
    ...cookies.flatMap((cookie): [string, string][] => (cookie ? [["set-cookie", cookie]] : [])),
  ];
}
