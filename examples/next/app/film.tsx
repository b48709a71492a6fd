"use client";

import { texts } from "@assent/example-civis/texts";
import { useConsent } from "@assent/react";
import { ConsentEmbed } from "@assent/react/ui";
import messages from "@assent/ui/locales/en";

export function Film() {
  return (
    <ConsentEmbed service="player" messages={messages} texts={texts} action="/consent" className="embed">
      <iframe src={useConsent("player") ? "/film" : "/film?once"} title="How a city opens its data" />
    </ConsentEmbed>
  );
}
