import { texts } from "@assent/example-civis/texts";
import { saveToggles, togglesOf } from "@assent/example-civis/toggles";
import { ConsentGate, useConsent } from "@assent/react";
import { useEffect, useState } from "react";

const { actions, banner, placeholder, preferences } = texts;

export function App() {
  const { state, acceptAll, rejectAll, openPreferences } = useConsent();
  return (
    <main className="text">
      <h1>Open data, with React</h1>
      <Video />
      <Button text={preferences.title} run={openPreferences} />
      {state.status === "banner" && (
        <section className="assent-banner" aria-label={banner.title}>
          <p className="assent-text">{banner.text}</p>
          <div className="assent-actions">
            <Button text={actions.rejectAll} run={rejectAll} />
            <Button text={actions.acceptAll} run={acceptAll} />
            <Button text={actions.openPreferences} run={openPreferences} />
          </div>
        </section>
      )}
      {state.status === "preferences" && <Preferences />}
    </main>
  );
}

function Button({ text, run }: { text: string; run: () => void }) {
  const button = { type: "button", className: "assent-button", onClick: () => run() } as const;
  return <button {...button}>{text}</button>;
}

function Video() {
  const { answer, on } = useConsent();
  const [isOnce, setOnce] = useState(false);
  useEffect(() => on("choice", () => setOnce(false)), [on]);
  const film = <iframe className="embed" src={`${__PLAYER__}/embed`} title="How a city opens its data" />;
  const offer = (
    <div className="assent-placeholder embed">
      <p>{placeholder.text}</p>
      <Button text={placeholder.once} run={() => setOnce(true)} />
      <Button text={placeholder.always} run={() => answer("player", true)} />
    </div>
  );
  return (
    <ConsentGate to="player" fallback={isOnce ? film : offer}>
      {film}
    </ConsentGate>
  );
}

function Preferences() {
  const consent = useConsent();
  const { acceptAll, rejectAll, dismiss } = consent;
  const rows = togglesOf(consent).map(({ category, name, text, value, set }) => (
    <label className="assent-category" key={category}>
      <strong>{name}</strong>
      <span className="assent-toggle" {...preferences.toggle}>
        <input type="checkbox" checked={value === true} onChange={() => set(value !== true)} />
      </span>
      <span>{text}</span>
    </label>
  ));
  return (
    <dialog className="assent-preferences" ref={open} aria-label={preferences.title} onCancel={dismiss}>
      <div className="assent-scroll">{rows}</div>
      <footer className="assent-actions">
        <Button text={actions.rejectAll} run={rejectAll} />
        <Button text={actions.save} run={() => saveToggles(consent)} />
        <Button text={actions.acceptAll} run={acceptAll} />
      </footer>
    </dialog>
  );
}

function open(dialog: HTMLDialogElement) {
  dialog.showModal();
  return () => dialog.close();
}
