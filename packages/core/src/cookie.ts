/** Every value that a `Cookie` header, or `document.cookie`, holds under a name: there may be several. */
export function cookieValues(header: string, name: string): string[] {
  return [...header.matchAll(new RegExp(`(?:^|;) *${name}=([^;]*)`, "g"))].map(([, value]) =>
    (value as string).trim(),
  );
}
