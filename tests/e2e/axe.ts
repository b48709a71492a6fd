/** What axe finds on a page at a width, as `path width`. Runs in a page of the same site. */
export async function axe(given: string): Promise<string[]> {
  const [path = "", width = ""] = given.split(" ");
  const frame = document.createElement("iframe");
  frame.style.cssText = `width: ${width}px; height: 800px; border: 0`;
  frame.src = path;
  document.body.append(frame);
  type Inner = Window &
    typeof globalThis & { isReady?: boolean; axe: { run(): Promise<{ violations: Violation[] }> } };
  interface Violation {
    id: string;
    nodes: { html: string; any: { message: string }[] }[];
  }
  const inner = () => frame.contentWindow as Inner | null;
  while (!inner()?.isReady) await new Promise((done) => setTimeout(done, 20));
  const view = inner() as Inner;
  const wanted = path.endsWith("preferences")
    ? "dialog[open]"
    : path.endsWith("notice")
      ? ".assent-notice:not([hidden])"
      : "";
  while (wanted && !view.document.querySelector(wanted)) await new Promise((done) => setTimeout(done, 20));
  const script = view.document.createElement("script");
  script.src = "/axe.js";
  const loaded = new Promise((done) => script.addEventListener("load", done));
  view.document.head.append(script);
  await loaded;
  // Firefox begins what fades in with a later frame. WebKit holds back those of an iframe that is out of sight.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const animation of view.document.getAnimations()) animation.finish();
  const { violations } = await view.axe.run();
  frame.remove();
  view.document.cookie = "cookies_preferences=; Max-Age=0; Path=/";
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message}`),
  );
}
