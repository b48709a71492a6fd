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
  const core: { [field: string]: unknown } = {};
  const others: { [field: string]: unknown }[] = [];
  for (const [field, value] of Object.entries(section)) {
    if (field === "GpcSegmentType") others.push({ SubsectionType: value });
    else if (field.endsWith("SegmentType")) others.push({ SegmentType: value });
    else (others.at(-1) ?? core)[field] = value;
  }
  // The first three bits of a segment of TCF's say its type.
  const types = text
    ?.split(".")
    .slice(1)
    .map((part) => atob(`${part[0]}AAA`).charCodeAt(0) >> 5);
  if (!types || !others[0]?.SegmentType) return [core, ...others];
  return [core, ...types.flatMap((type) => others.filter(({ SegmentType }) => SegmentType === type))];
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
