import { act, Profiler, type ReactNode, StrictMode } from "react";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import type { Given, Harness, Part, PartOf } from "../../../tests/adapters/contract.js";
import { ConsentGate, ConsentProvider, useConsent } from "../src/index.js";
import { ConsentBanner, ConsentEmbed, ConsentPreferences, PrivacyChoices } from "../src/ui/index.js";

/** Shows the parts with React. */
export function reactHarness(wrap: (page: ReactNode) => ReactNode = (page) => page): Harness {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const page = (parts: readonly Part[], given: Given) => wrap(<Page parts={parts} given={given} />);
  const unmount = (root: Root) => () => act(async () => root.unmount());
  return {
    async mount(parts, given, container) {
      const root = createRoot(container);
      await act(async () => root.render(page(parts, given)));
      return unmount(root);
    },
    async hydrate(parts, given, container) {
      const root = await act(async () => hydrateRoot(container, page(parts, given)));
      return unmount(root);
    },
    print: async (parts, given) => renderToString(page(parts, given)),
    async mountAlone(container) {
      const root = createRoot(container);
      await act(async () =>
        root.render(<Answer part={{ show: "answer", name: "statistics", rendered() {} }} />),
      );
    },
    act: (run) => act(async () => run()),
  };
}

export const strictly = (page: ReactNode): ReactNode => <StrictMode>{page}</StrictMode>;

export function Page({ parts, given }: { parts: readonly Part[]; given: Given }): ReactNode {
  return (
    <ConsentProvider {...given}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a page stay as they are
        <section data-part key={index}>
          <Show part={part} />
        </section>
      ))}
    </ConsentProvider>
  );
}

function Show({ part }: { part: Part }): ReactNode {
  if (part.show === "state") return <State part={part} />;
  if (part.show === "answer") return <Answer part={part} />;
  if (part.show === "selection") return <Selection part={part} />;
  if (part.show === "gate") return <Gate part={part} />;
  if (part.show === "banner" || part.show === "choices")
    return (
      <Profiler id={part.show} onRender={() => part.rendered()}>
        {part.show === "banner" ? <ConsentBanner {...part.options} /> : <PrivacyChoices {...part.options} />}
      </Profiler>
    );
  if (part.show === "preferences") return <ConsentPreferences {...part.options} />;
  return (
    <ConsentEmbed {...part.options}>
      <Leaf part={part}>content</Leaf>
    </ConsentEmbed>
  );
}

function State({ part }: { part: PartOf<"state"> }): ReactNode {
  const { state, ...consent } = useConsent();
  part.rendered();
  return (
    <>
      <output>{state.status}</output>
      {part.actions.map((action) => (
        <button type="button" key={action} data-action={action} onClick={consent[action]}>
          {action}
        </button>
      ))}
    </>
  );
}

function Answer({ part }: { part: PartOf<"answer"> }): ReactNode {
  const answer = useConsent(part.name);
  part.rendered();
  return <output>{`${answer}`}</output>;
}

function Selection({ part }: { part: PartOf<"selection"> }): ReactNode {
  const selected = useConsent((state) => part.select(state));
  part.rendered();
  return <output>{JSON.stringify(selected)}</output>;
}

function Gate({ part }: { part: PartOf<"gate"> }): ReactNode {
  return (
    <ConsentGate to={part.to} fallback={<Leaf part={part}>closed</Leaf>}>
      <Leaf part={part}>open</Leaf>
    </ConsentGate>
  );
}

function Leaf({ part, children }: { part: Part; children: string }): ReactNode {
  part.rendered();
  return <output>{children}</output>;
}
