// Stands in for Matomo's own script: it replays the queue that it finds, takes its place, and waits for consent where it
// is told to. Told that there is none any more, it stops and deletes what it stored.
(() => {
  const visitor = "_pk_id.1.c1f5";
  const visit = "_pk_ses.1.c1f5";
  const refusal = "mtm_consent_removed";
  const waiting = [];
  let isRequired = false;
  let isGiven = false;

  function store(name, value, maxAge) {
    // biome-ignore lint/suspicious/noDocumentCookie: CookieStore is asynchronous and not everywhere
    document.cookie = `${name}=${value}; Path=/; Max-Age=${maxAge}; SameSite=Lax`;
  }

  const commands = {
    requireConsent() {
      isRequired = true;
    },
    setConsentGiven() {
      isGiven = true;
      store(refusal, "", 0);
      for (const track of waiting.splice(0)) track();
    },
    forgetConsentGiven() {
      isRequired = true;
      isGiven = false;
      for (const name of [visitor, visit]) store(name, "", 0);
      store(refusal, Date.now(), 400 * 86400);
    },
    trackPageView() {
      const track = () => {
        const known = /(?:^|; )_pk_id\.1\.c1f5=([^;]+)/.exec(document.cookie);
        store(visitor, known ? known[1] : crypto.randomUUID().slice(0, 16), 33955200);
        store(visit, 1, 1800);
        navigator.sendBeacon("/statistics/matomo", location.pathname);
      };
      if (isRequired && !isGiven) waiting.push(track);
      else track();
    },
  };

  // Matomo runs what it has to know before it tracks first, wherever it stands in the queue.
  const queue = [...(window._paq ?? [])];
  const isFirst = ([command]) => command === "requireConsent";
  window._paq = {
    push(...given) {
      for (const [command] of given) commands[command]?.();
    },
  };
  window._paq.push(...queue.filter(isFirst), ...queue.filter((command) => !isFirst(command)));
})();
