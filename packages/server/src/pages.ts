import type { Database } from "./database.js";
import type { Line } from "./line.js";

const pageSize = 1_000;

/** The lines after a number, a page at a time, in order. Others are served between two pages. */
export async function* pages({ reader }: Database, after: number): AsyncGenerator<readonly Line[]> {
  for (let last = after; ; ) {
    const page = await reader
      .selectFrom("assent_proof")
      .selectAll()
      .where("number", ">", last)
      .orderBy("number")
      .limit(pageSize)
      .execute();
    const end = page.at(-1);
    if (!end) return;
    yield page;
    last = end.number;
    await new Promise(setImmediate);
  }
}
