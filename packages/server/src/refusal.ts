/** Why a request isn't served: a status, and a sentence for whoever sent it. */
export interface Refusal {
  readonly status: 400 | 403 | 404 | 405 | 413 | 415 | 422;
  readonly message: string;
  readonly headers?: { readonly [name: string]: string };
}

/** A refusal as it is sent: plain text, kept by nobody. */
export function refuse({ status, message, headers = {} }: Refusal): Response {
  return new Response(`${message}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
