/** Every value that a `Cookie` header, or `document.cookie`, holds under a name: there may be several. */
export function cookieValues(header: string, name: string): string[] {
  const start = `${name}=`;
  const values: string[] = [];
  for (const pair of header.split(/; */)) if (pair.startsWith(start)) values.push(pair.slice(start.length));
  return values;
}
