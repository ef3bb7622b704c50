/**
 * The lines around a place, numbered and with a mark before the line itself, as a person would show them to somebody who is
 * to correct it. `lines` is how many at most; long lines are cut at 400 characters.
 */
export function excerptAt(text: string, line: number, lines = 10): string {
  const all = text.split(/\r\n|\r|\n/);
  const wanted = Math.min(Math.max(line, 1), all.length);
  const first = Math.max(1, Math.min(wanted - Math.floor(lines / 2), all.length - lines + 1));
  const width = String(Math.min(first + lines - 1, all.length)).length;
  return all
    .slice(first - 1, first - 1 + lines)
    .map((content, index) => {
      const number = first + index;
      return `${number === wanted ? ">" : " "} ${String(number).padStart(width)} | ${content.slice(0, 400)}`;
    })
    .join("\n");
}
