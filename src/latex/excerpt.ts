/** Characters of the line itself, and of those around it: papers have a paragraph a line. */
const [OWN, OTHERS] = [400, 160];

/**
 * The lines around a place, numbered and with a mark before the line itself, as a person would show them to somebody who is
 * to correct it. `lines` is how many at most. Of a long line its part around the column is shown, of its neighbours the beginning.
 */
export function excerptAt(text: string, line: number, lines = 10, column = 1): string {
  const all = text.split(/\r\n|\r|\n/);
  const wanted = Math.min(Math.max(line, 1), all.length);
  const first = Math.max(1, Math.min(wanted - Math.floor(lines / 2), all.length - lines + 1));
  const width = String(Math.min(first + lines - 1, all.length)).length;
  return all
    .slice(first - 1, first - 1 + lines)
    .map((content, index) => {
      const number = first + index;
      const shown = number === wanted ? around(content, column) : cut(content, 0, OTHERS);
      return `${number === wanted ? ">" : " "} ${String(number).padStart(width)} | ${shown}`;
    })
    .join("\n");
}

function around(content: string, column: number): string {
  const start = Math.max(0, Math.min(column - 1 - OWN / 2, content.length - OWN));
  return cut(content, start, start + OWN);
}

function cut(content: string, start: number, end: number): string {
  return `${start > 0 ? "…" : ""}${content.slice(start, end)}${end < content.length ? "…" : ""}`;
}
