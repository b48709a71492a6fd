import messages from "@assent/ui/locales/en";
import { act, lazy, type ReactNode, Suspense, startTransition, use, useLayoutEffect, useState } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { renderToReadableStream } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { later, request, returning, visit } from "../../../tests/adapters/contract.js";
import { ConsentProvider, useConsent } from "../src/index.js";
import { ConsentBanner, ConsentEmbed, ConsentPreferences } from "../src/ui/index.js";

let container: HTMLElement;
let complaints: MockInstance[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  container = document.body.appendChild(document.createElement("main"));
  complaints = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
});
afterEach(() => {
  container.remove();
  // No browser is its own server: here alone do two renderers meet in one context.
  const calls = complaints
    .flatMap(({ mock }) => mock.calls)
    .filter(([text]) => !/multiple renderers/.test(text));
  vi.restoreAllMocks();
  expect(calls).toEqual([]);
});

const outputs = (inside: ParentNode) =>
  [...inside.querySelectorAll("output")].map(({ textContent }) => textContent);

function Answer(): ReactNode {
  return <output>{`${useConsent("statistics")}`}</output>;
}

/** Waits in a render; what React began goes on when the promise is kept. */
function Wait({ until, reached }: { until: Promise<void> & { kept?: boolean }; reached?: () => void }): null {
  reached?.();
  if (use) use(until);
  else if (!until.kept) throw until.then(() => Object.assign(until, { kept: true }));
  return null;
}

let show = () => {};

/** Shows answers, then waits, then shows more: in one transition. Writes down what it showed in each commit. */
function Page({ until, middle, commits }: PageProps): ReactNode {
  const [isShown, setShown] = useState(false);
  useLayoutEffect(() => {
    show = () => setShown(true);
    commits.push(outputs(container));
  });
  const answers = [1, 2, 3, 4, 5].map((key) => <Answer key={key} />);
  return isShown ? [answers, <Wait key="wait" until={until} reached={middle} />, answers] : null;
}

interface PageProps {
  until: Promise<void>;
  middle: () => void;
  commits: (string | null)[][];
}

it("never shows two answers at once, though a visitor decides in the middle of a transition", async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false });
  const consent = visit();
  const [until, middle] = [later(), later()];
  const commits: (string | null)[][] = [];

  const root = createRoot(container);
  root.render(
    <ConsentProvider consent={consent}>
      <Page until={until.promise} middle={middle.resolve} commits={commits} />
    </ConsentProvider>,
  );
  await vi.waitFor(() => expect(consent.getState().status).toBe("banner"));
  startTransition(() => show());
  await middle.promise;
  consent.acceptAll();
  until.resolve();
  await vi.waitFor(() => expect(outputs(container)).toHaveLength(10));
  expect(commits).toEqual([[], Array(10).fill("true")]);
  root.unmount();
});

it("says what its props say now, and loads no other service in the place of one that was loaded once", async () => {
  const consent = visit();
  const root = createRoot(container);
  const show = (lang: string, service: string) => {
    const words = { ...messages, lang };
    return act(async () =>
      root.render(
        <ConsentProvider consent={consent}>
          <ConsentBanner messages={words} />
          <ConsentPreferences messages={words} />
          <ConsentEmbed messages={words} service={service}>
            <output>{service}</output>
          </ConsentEmbed>
        </ConsentProvider>,
      ),
    );
  };
  await show("en", "youtube");
  await act(async () => consent.openPreferences());
  await vi.waitFor(() => expect(document.querySelector("dialog")?.open).toBe(true));
  const focused = document.activeElement;
  await show("fr", "youtube");
  const langs = () =>
    [...document.querySelectorAll<HTMLElement>(".assent [lang], .assent[lang]")].map((e) => e.lang);
  await vi.waitFor(() => expect(langs()).toEqual(["fr", "fr", "fr"]));
  expect(document.activeElement).toBe(focused);
  await act(async () => container.querySelector<HTMLElement>("[data-assent-once]")?.click());
  expect(outputs(container)).toEqual(["youtube"]);
  await show("fr", "audience");
  expect(outputs(container)).toEqual([]);
  await act(async () => root.unmount());
  await vi.waitFor(() => expect(document.querySelector("dialog")).toBeNull());
});

/** WebKitGTK has none, and React streams in bytes. */
const hasByteStreams = (() => {
  try {
    return !!new ReadableStream({ type: "bytes" });
  } catch {
    return false;
  }
})();

describe("a page that is streamed", () => {
  /** Lets a browser parse a page as it arrives, and run what it contains. */
  async function receive(page: ReactNode): Promise<{ frame: HTMLIFrameElement; rest: () => Promise<void> }> {
    const frame = container.appendChild(document.createElement("iframe"));
    const reader = (await renderToReadableStream(page)).pipeThrough(new TextDecoderStream()).getReader();
    const parser = frame.contentDocument as Document;
    parser.open();
    parser.write("<!doctype html><main>");
    const { value } = await reader.read();
    parser.write(value ?? "");
    return {
      frame,
      async rest() {
        for (let next = await reader.read(); !next.done; next = await reader.read()) parser.write(next.value);
        parser.close();
      },
    };
  }
  const main = (frame: HTMLIFrameElement) => frame.contentDocument?.querySelector("main") as HTMLElement;

  it.skipIf(!hasByteStreams).each([
    ["with what its request said", request(returning), "true"],
    ["for nobody", undefined, "false"],
  ])("hydrates %s, its late parts after a choice too", async (_, initial, printed) => {
    const [onServer, inBrowser] = [later(), later()];
    const page = (consent: ReturnType<typeof visit>, late: ReactNode) => (
      <ConsentProvider consent={consent} initial={initial}>
        <div>
          <Answer />
          <Suspense fallback={<output>late</output>}>{late}</Suspense>
        </div>
      </ConsentProvider>
    );
    const { frame, rest } = await receive(
      page(
        visit(),
        <>
          <Wait until={onServer.promise} />
          <Answer />
        </>,
      ),
    );
    expect(outputs(main(frame))).toEqual([printed, "late"]);
    onServer.resolve();
    await rest();
    await vi.waitFor(() => expect(outputs(main(frame))).toEqual([printed, printed]));

    const served = [...main(frame).querySelectorAll("output")];
    const Late = lazy(() => inBrowser.promise.then(() => ({ default: Answer })));
    const consent = visit(returning);
    const recovered: unknown[] = [];
    const root = await act(async () =>
      hydrateRoot(
        main(frame),
        page(
          consent,
          // One place for what the server waited in, and one for what it waited for.
          [null, <Late key="late" />],
        ),
        { onRecoverableError: (error) => recovered.push(error) },
      ),
    );
    await act(async () => consent.withdraw());
    expect(outputs(main(frame))).toEqual(["false", printed]);
    await act(async () => inBrowser.resolve());
    expect(outputs(main(frame))).toEqual(["false", "false"]);
    expect([...main(frame).querySelectorAll("output")]).toEqual(served);
    expect(recovered).toEqual([]);
    await act(async () => root.unmount());
  });
});
