import type { Progress } from "../audit.js";

/** One line that changes where a person looks on, else one a visitor. */
export function progressOn(stream: NodeJS.WriteStream): (progress: Progress) => void {
  return ({ scenario, route, done, total }) => {
    const line = `${done}/${total} ${scenario}${route === undefined ? "" : ` ${route}`}`;
    if (stream.isTTY) stream.write(`\r\x1b[2K${done === total ? "" : line.slice(0, stream.columns - 1)}`);
    else if (route === undefined) stream.write(`${line}\n`);
  };
}
