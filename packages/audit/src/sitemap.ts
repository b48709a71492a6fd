import { Complaint } from "./complaint.js";

/** The pages that a sitemap lists, in its order; those of the sitemaps that it lists, too. */
export async function routesIn(address: string, depth = 0): Promise<string[]> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok)
    throw new Complaint(
      `The sitemap ${address} ${response ? `answered ${response.status}` : "can't be reached"}.`,
    );
  const text = await response.text();
  const found = [...text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?([^<\]]+?)(?:\]\]>)?\s*<\/loc>/g)].map(
    ([, url = ""]) => url.replaceAll("&amp;", "&"),
  );
  if (!/<sitemapindex[\s>]/.test(text) || depth > 2) return found;
  return (await Promise.all(found.map((one) => routesIn(one, depth + 1)))).flat();
}
