import type { Progress } from "../audit.js";

/** One line that changes where a person looks on, else one a visitor. */
export function progressOn(stream: NodeJS.WriteStream): (progress: Progress) => void {
  return ({ scenario, route, movedTo, done, total }) => {
    const where = route ?? (movedTo && `on ${movedTo}, where the address leads`);
    const line = `${done}/${total} ${scenario}${where === undefined ? "" : ` ${where}`}`;
    if (stream.isTTY) stream.write(`\r\x1b[2K${done === total ? "" : line.slice(0, stream.columns - 1)}`);
    else if (route === undefined) stream.write(`${line}\n`);
  };
}
