import type { Refusal } from "./refusal.js";

/** No post is longer, in bytes: twice what the longest record takes. */
const limit = 8192;

/** A body as text. Of one that is too long, no more than the limit is read. */
export async function textOf({ body, headers }: Request): Promise<string | Refusal> {
  if (Number(headers.get("content-length")) > limit) return tooLong;
  if (!body) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      length += value.length;
      if (length > limit) {
        // Not waited for: who sends on may never listen.
        reader.cancel().catch(() => {});
        return tooLong;
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return { status: 400, message: "The body ended too early, or isn't UTF-8. Send it again." };
  }
}

const tooLong: Refusal = {
  status: 413,
  message: `The body is longer than ${limit} bytes, and no choice is.`,
};
