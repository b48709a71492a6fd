/** What stands in a section's string, by segment; fields have the codec's names. */
export type Segments = readonly { readonly [field: string]: unknown }[];

interface Sections {
  readonly [section: string]: unknown;
}

/**
 * The form that the specification gives a section: one object for each segment. The codec has all segments' fields in one,
 * also those of segments that aren't in the string.
 *
 * @see IAB Tech Lab, Global Privacy Platform, CMP API specification 1.1, "parsedSections"
 */
export function segmentsOf(section: object, text?: string): Segments {
  const segments: { [field: string]: unknown }[] = [{}];
  for (const [field, value] of Object.entries(section)) {
    const isType = field.endsWith("SegmentType");
    if (isType) segments.push({});
    const name = field === "GpcSegmentType" ? "SubsectionType" : "SegmentType";
    (segments.at(-1) as { [field: string]: unknown })[isType ? name : field] = value;
  }
  const [core = {}, ...others] = segments;
  // The first three bits of a segment of TCF's say its type.
  const types = text
    ?.split(".")
    .slice(1)
    .map((part) => letters.indexOf(part[0] as string) >> 3);
  if (!("SegmentType" in (others[0] ?? {})) || !types) return segments;
  return [core, ...types.flatMap((type) => others.find(({ SegmentType }) => SegmentType === type) ?? [])];
}

/** `PingReturn` and an event's, with its sections in that form. */
export function withSegments(answer: unknown): void {
  const ping = ((answer as { pingData?: unknown } | null)?.pingData ?? answer) as {
    parsedSections?: Sections;
    readonly sectionList?: readonly number[];
    readonly gppString?: string;
  } | null;
  if (!ping?.parsedSections) return;
  const texts = ping.gppString?.split("~").slice(1) ?? [];
  ping.parsedSections = Object.fromEntries(
    Object.entries(ping.parsedSections).map(([name, section], index) => [
      name,
      Array.isArray(section) ? section : segmentsOf(section as object, texts[index]),
    ]),
  );
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
