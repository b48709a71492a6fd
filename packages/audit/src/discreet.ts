import type { Observation, Place } from "./observation.js";

/** Addresses in a text without their queries and fragments, and without what a `data:` address holds: tags send values there. */
export function discreet(text: string): string {
  return text
    .replace(/\bdata:[^\s"]*/g, "data:…")
    .replace(/(\b(?:https?|wss?):\/\/[^\s"?#]*)[?#][^\s"]*/g, "$1");
}

export function discreetPlace(place: Place): Place {
  return { ...place, url: discreet(place.url) };
}

/** What was seen, as it may be kept. */
export function discreetly({ phases, ...observation }: Observation): Observation {
  return {
    ...observation,
    phases: phases.map(({ writes, sent, ...phase }) => ({
      ...phase,
      writes: writes.map((write) => ({ ...write, from: write.from.map(discreetPlace) })),
      sent: sent.map((one) => ({ ...one, url: discreet(one.url), from: one.from.map(discreetPlace) })),
    })),
  };
}
