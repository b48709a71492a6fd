/** Every value that a `Cookie` header, or `document.cookie`, holds under a name: there may be several. */
export function cookieValues(header: string, name: string): string[] {
  const start = `${name}=`;
  return header.split(/; */).flatMap((pair) => (pair.startsWith(start) ? pair.slice(start.length) : []));
}
