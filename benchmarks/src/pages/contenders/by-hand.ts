import { type Contender, words } from "../contender.ts";

const style = `<style>
#ask { position: fixed; bottom: 1rem; left: 1rem; width: 26rem; padding: 1.25rem; background: Canvas; border: 1px solid }
</style>`;

const banner = `<section id="ask" hidden aria-label="${words.title}"><h2>${words.title}</h2><p>${words.text}</p>
<button value="no">${words.reject}</button> <button value="yes">${words.accept}</button></section>`;

/** The least that asks: no policy, no expiry, no way back, no other tabs. */
const open = `const open = () => {
  for (const gate of document.querySelectorAll("[data-gate]")) {
    const script = document.createElement("script");
    if (gate.dataset.src) script.src = gate.dataset.src;
    else script.text = gate.text;
    gate.replaceWith(script);
  }
};
const answer = document.cookie.match(/(?:^|; )ask=(\\w+)/)?.[1];
if (answer === "yes") open();
`;

const ask = `if (!answer) {
  const banner = document.getElementById("ask");
  banner.hidden = false;
  banner.addEventListener("click", ({ target: { value } }) => {
    if (!value) return;
    document.cookie = "ask=" + value + "; Path=/; Max-Age=15552000; SameSite=Lax";
    if (value === "yes") open();
    banner.hidden = true;
  });
}
`;

const shared: Omit<Contender, "name" | "html" | "files"> = {
  gate: (script) =>
    "text" in script
      ? `<script type="text/plain" data-gate>${script.text}</script>`
      : `<script type="text/plain" data-gate data-src="${script.src}"></script>`,
  banner: "#ask",
  accept: "#ask [value=yes]",
  reject: "#ask [value=no]",
};

export const inHtml: Contender = {
  ...shared,
  name: "by hand, in the HTML",
  html: {
    head: style,
    tail: `<script>${open}</script>`,
    body: `${banner}<script>${ask}</script>`,
  },
  files: {},
};

export const byScript: Contender = {
  ...shared,
  name: "by hand, by script",
  html: { tail: `<script src="ask.js" defer></script>` },
  files: {
    "ask.js": `${open}if (!answer) document.body.insertAdjacentHTML("beforeend", ${JSON.stringify(style + banner)});\n${ask}`,
  },
};
