import { createServer } from "node:http";
import { listen } from "./listen.ts";

/** A third party: the video player of somebody else, on an origin of its own, with a cookie of its own. */
export interface Player {
  readonly origin: string;
  /** Every request that it got, as method and path. */
  readonly requests: readonly string[];
  close(): void;
}

/** Starts the player, on the next free port from the given one; `0` takes any. */
export async function startPlayer(port = 4180): Promise<Player> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const viewer =
      /player_id=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? crypto.randomUUID().slice(0, 8);
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Set-Cookie": `player_id=${viewer}; Path=/; Max-Age=${365 * 86_400}; SameSite=None; Secure`,
    });
    response.end(film);
  });
  const taken = await listen(server, port);
  return {
    origin: `http://127.0.0.1:${taken}`,
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const film = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Agora Video: How a city opens its data</title>
<style>
  html { block-size: 100%; font: 15px/1.4 system-ui, sans-serif; color: #fff }
  body { margin: 0; block-size: 100%; overflow: hidden; display: grid; background: linear-gradient(#16324f, #3c6e8f 55%, #e0a458) }
  svg { grid-area: 1 / 1; inline-size: 100%; block-size: 100% }
  button { grid-area: 1 / 1; place-self: center; inline-size: 4.5rem; block-size: 4.5rem; border: 0; border-radius: 50%; background: #fff; color: #16324f; cursor: pointer }
  button:focus-visible { outline: 3px solid #fff; outline-offset: 3px }
  button path { fill: currentColor }
  p { grid-area: 1 / 1; place-self: end stretch; margin: 0; padding: 2rem 1rem .75rem; display: flex; justify-content: space-between; background: linear-gradient(transparent, #0009) }
  i { grid-area: 1 / 1; place-self: end start; inline-size: 0; block-size: 4px; background: #e0a458 }
  .on i { inline-size: 100%; transition: inline-size 154s linear }
  .on .play, button:not(.on *) .pause { display: none }
</style>
<body>
<svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
  <circle cx="236" cy="84" r="18" fill="#ffe3b3"/>
  <path fill="#27506e" d="M0 180V112h18V96h22v16h14V84l12-14 12 14v28h22V92h30v20h16V76h8V58l6-16 6 16v18h8v36h22V98h26v14h18V88h24v24h16v-8h40v76z"/>
  <path fill="#0f2438" d="M0 180v-38h30v-14h34v20h26v-24l16-12 16 12v24h30v-16h40v16h22v-26h30v26h28v-12h48v44z"/>
</svg>
<button type="button" aria-label="Play"><svg viewBox="0 0 24 24"><path class="play" d="m9.5 7 8 5-8 5z"/><path class="pause" d="M8 7h3v10H8zm5 0h3v10h-3z"/></svg></button>
<p><span>How a city opens its data</span><span>2:34</span></p>
<i></i>
<script>
  const button = document.querySelector("button");
  button.onclick = () => (button.ariaLabel = document.body.classList.toggle("on") ? "Pause" : "Play");
</script>
`;
