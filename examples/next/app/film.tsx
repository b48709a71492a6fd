"use client";

import { texts } from "@assent/example-civis/texts";
import { useConsent } from "@assent/react";
import { ConsentEmbed } from "@assent/react/ui";
import messages from "@assent/ui/locales/en";

export function Film() {
  const mayMeasure = useConsent("statistics");
  return (
    <>
      <ConsentEmbed service="player" messages={messages} texts={texts} action="/choices" className="embed">
        <iframe src="/film" title="How a city opens its data" />
      </ConsentEmbed>
      <p>{mayMeasure ? "This visit is counted." : "This visit isn’t counted."}</p>
    </>
  );
}
