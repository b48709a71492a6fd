/** A `Set-Cookie` header as browsers read it. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** As they were written, without blanks around them. */
  readonly attributes: readonly string[];
}

/**
 * The cookies of one header. Some programs fold several into one, with commas between; browsers differ on what that
 * means, so each part that could be a cookie counts as one. The comma of a date begins none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-5.2
 */
export function parseSetCookie(header: string): SetCookie[] {
  return header.split(/,(?=[^;,=]*=)/).map((text) => {
    const [pair = "", ...attributes] = text.split(";").map((part) => part.trim());
    const [, name = "", value = pair] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    return { name: name.trim(), value: value.trim(), attributes };
  });
}

export function printSetCookie({ name, value, attributes }: SetCookie): string {
  return [`${name}=${value}`, ...attributes].join("; ");
}

/** An attribute's name, in lower case. */
export function attributeName(attribute: string): string {
  return (attribute.split("=")[0] as string).trim().toLowerCase();
}

/**
 * How long a cookie is kept, in seconds; nothing where it ends with the browser. `Max-Age` goes before `Expires`, the last
 * of several before the others, and what can't be read counts as not there.
 *
 * @param now - milliseconds since 1970.
 */
export function lifetimeOf({ attributes }: SetCookie, now: number): number | undefined {
  const values = (name: string) =>
    attributes
      .filter((attribute) => attributeName(attribute) === name)
      .map((attribute) => attribute.slice(attribute.indexOf("=") + 1).trim());
  const ages = values("max-age").filter((value) => /^-?\d+$/.test(value));
  const dates = values("expires")
    .map((value) => Date.parse(value))
    .filter((date) => !Number.isNaN(date));
  const age = ages.at(-1);
  const date = dates.at(-1);
  if (age !== undefined) return Number(age);
  return date === undefined ? undefined : (date - now) / 1000;
}
