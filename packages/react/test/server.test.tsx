import { readdirSync, readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { createElement, lazy, type ReactNode, Suspense } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, it } from "vitest";
import { request, returning, visit } from "../../../tests/adapters/contract.js";
import * as adapter from "../src/index.js";

const { ConsentGate, ConsentProvider, readConsent, useConsent } = adapter;

function Answers(): ReactNode {
  const { state } = useConsent();
  return (
    <p>
      {`${state.status} ${useConsent("statistics")}`}
      <ConsentGate to="audience">open</ConsentGate>
    </p>
  );
}

it("streams 1,000 requests that overlap, each with its own answers, and listens to nothing", async () => {
  let listeners = 0;
  const subscribe = () => {
    listeners++;
    return () => {};
  };
  const consent = { ...visit(), subscribe };
  const ends: (() => void)[] = [];

  const visitors = Array.from({ length: 1000 }, (_, index) => index % 3 === 0);
  const rendering = visitors.map((granted) => {
    const answers = new Promise<{ default: typeof Answers }>((resolve) => {
      ends.push(() => resolve({ default: Answers }));
    });
    const { pipe } = renderToPipeableStream(
      <ConsentProvider consent={consent} initial={request(granted ? returning : null)}>
        <div>
          <Answers />
          <Suspense>{createElement(lazy(() => answers))}</Suspense>
        </div>
      </ConsentProvider>,
    );
    return text(pipe(new PassThrough()));
  });
  for (const end of ends.reverse()) end();
  const counts = (await Promise.all(rendering)).map(
    (html) => html.match(/closed true(<!-- -->)?open/g)?.length ?? 0,
  );
  expect(counts).toEqual(visitors.map((granted) => (granted ? 2 : 0)));
  expect(listeners).toBe(0);
});

it("is for server components too: what has hooks says 'use client', what re-exports the core doesn't", () => {
  const folder = new URL("../src/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => /(?<!\.test(-d)?)\.tsx?$/.test(name))) {
    const isClient = readFileSync(new URL(file, folder), "utf8").startsWith('"use client";');
    expect([file, isClient]).toEqual([file, !/^(index|ui.index|ui.to-react)\.ts$/.test(file)]);
  }
  expect(readConsent).toBeTypeOf("function");
});
