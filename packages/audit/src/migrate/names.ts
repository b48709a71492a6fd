/** Gives each of a tool's names one that may stand in a policy, and no two the same. */
export function createNames(): (given: string, kind: "Category" | "Service") => string {
  const taken = new Set<string>();
  return (given, kind) => {
    const words = given
      .normalize("NFKD")
      .replace(/[^\w-]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? "")
      .replace(/^[^A-Za-z]+/, "")
      .replace(/[^\w-]/g, "");
    const isFree = (name: string) => name !== "" && !(name in {}) && !taken.has(name);
    let name = isFree(words) ? words : `${words}${kind}`.replace(/^./, (letter) => letter.toLowerCase());
    for (let count = 2; !isFree(name); count++) name = `${words}${kind}${count}`;
    taken.add(name);
    return name;
  };
}
