import { clear } from "@assent/core/dom";
import { texts } from "@assent/example-civis/texts";
import { useConsent } from "@assent/react";
import { ConsentBanner, ConsentEmbed, ConsentPreferences, PrivacyChoices } from "@assent/react/ui";
import messages from "@assent/ui/locales/en";

export function App() {
  const mayMeasure = useConsent("statistics");
  return (
    <>
      <ConsentBanner texts={texts} />
      <main className="text">
        <h1>Open data, with React</h1>
        <p>The city publishes what it knows. This film shows how, once you let it load.</p>
        <ConsentEmbed service="player" messages={messages} texts={texts} className="embed">
          <iframe src={`${__PLAYER__}/embed`} title="How a city opens its data" />
        </ConsentEmbed>
        <p>{mayMeasure ? "This visit is counted." : "This visit isn’t counted."}</p>
      </main>
      <footer className="footer">
        <PrivacyChoices />
      </footer>
      <ConsentPreferences texts={texts} clear={clear} />
    </>
  );
}
