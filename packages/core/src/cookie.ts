/** Every value that a `Cookie` header, or `document.cookie`, holds under a name: there may be several. */
export function cookieValues(header: string, name: string): string[] {
  const pairs = header.matchAll(new RegExp(`(?:^|;) *${name}=([^;]*?) *(?=;|$)`, "g"));
  return [...pairs].map(([, value]) => value as string);
}
