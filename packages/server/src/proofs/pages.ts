import type { Database, Head } from "./database.js";
import { genesis, type Line } from "./line.js";

const pageSize = 1_000;

/** The lines after a number, a page at a time, in order. Others are served between two pages. */
export async function* pages(
  { reader }: Database,
  after: number,
  which: "all" | "forgotten" = "all",
): AsyncGenerator<readonly Line[]> {
  for (let last = after; ; ) {
    const page = await reader
      .selectFrom("assent_proof")
      .selectAll()
      .where("number", ">", last)
      .$if(which === "forgotten", (query) => query.where("record", "is", null))
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

/** The last line that `retain` removed: where the chain begins. */
export async function beginning({ reader }: Database): Promise<Head> {
  const checkpoint = await reader
    .selectFrom("assent_checkpoint")
    .select(["number", "hash"])
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return checkpoint ?? { number: 0, hash: genesis };
}
