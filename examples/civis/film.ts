/** Where the third party is: `PLAYER` in the environment, or this machine. */
export const player: string = process.env.PLAYER ?? "http://127.0.0.1:4180";

/** A page around the third party's film, and nothing else. */
export const film = `<!doctype html>
<html lang="en">
<title>How a city opens its data</title>
<style>body { margin: 0 } iframe { display: block; inline-size: 100%; block-size: 100vh; border: 0 }</style>
<iframe src="${player}/embed" title="How a city opens its data"></iframe>
</html>`;
