import { resolveCname } from "node:dns/promises";

/** Gives the names that a host name is an alias of; throws or gives none where it is no alias. */
export type ResolveAlias = (host: string) => Promise<readonly string[]>;

/** A host of the site's own domain that leads to somebody else's tracker. */
export interface Cloaked {
  readonly host: string;
  readonly tracker: string;
}

/** Follows each host's aliases in the name system: a tracker behind a subdomain looks like the site itself. */
export async function cloakedAmong(
  hosts: readonly string[],
  trackers: readonly string[],
  resolve: ResolveAlias = resolveCname,
): Promise<Cloaked[]> {
  const found = await Promise.all(
    hosts.map(async (host): Promise<Cloaked | undefined> => {
      const tracker = (await aliases(host, resolve)).find((alias) =>
        trackers.some((one) => alias === one || alias.endsWith(`.${one}`)),
      );
      return tracker ? { host, tracker } : undefined;
    }),
  );
  return found.filter((one) => one !== undefined);
}

/** Eight at most: aliases may lead in circles. */
async function aliases(host: string, resolve: ResolveAlias): Promise<string[]> {
  const chain: string[] = [];
  let next: string | undefined = host;
  while (next && chain.length < 8) {
    [next] = await resolve(next).catch((): string[] => []);
    if (next) chain.push(next.toLowerCase().replace(/\.$/, ""));
  }
  return chain;
}
