/** The globals that a signal speaks to, with a list of all that it says: what this demonstration shows besides. */
export function listing(list: HTMLElement): object {
  const page = window as { _paq?: { push(command: unknown[]): void } };
  return {
    _paq: {
      push(command: unknown[]) {
        page._paq ??= [];
        page._paq.push(command);
        list.append(entry("Matomo", `_paq.push(${JSON.stringify(command)})`, `${command[0]}`));
      },
    },
  };
}

function entry(vendor: string, said: string, word: string): HTMLElement {
  const item = document.createElement("li");
  const time = document.createElement("time");
  const code = document.createElement("code");
  const meaning = document.createElement("span");
  time.textContent = new Date().toLocaleTimeString("en-GB");
  code.textContent = said;
  meaning.textContent = `${vendor}: ${meanings[word] ?? word}`;
  item.append(time, meaning, code);
  return item;
}

const meanings: { readonly [word: string]: string } = {
  requireConsent: "wait for an answer",
  setConsentGiven: "you may measure",
  forgetConsentGiven: "you may not, and delete what you stored",
};
