"use client";

import { texts } from "@assent/example-civis/texts";
import { useConsent } from "@assent/react";
import { ConsentEmbed } from "@assent/react/ui";
import messages from "@assent/ui/locales/en";

export function Film() {
  const mayMeasure = useConsent("statistics");
  const mayPlay = useConsent("player");
  return (
    <>
      <ConsentEmbed service="player" messages={messages} texts={texts} action="/consent" className="embed">
        <iframe src={mayPlay ? "/film" : "/film?once"} title="How a city opens its data" />
      </ConsentEmbed>
      <p>{mayMeasure ? "This visit is counted." : "This visit isn’t counted."}</p>
    </>
  );
}
