/** One run of glyphs as PDF.js gives it. `transform` is [a b c d e f], `width` in points; `hasEOL` ends a line. */
export type TextRun = {
  readonly str: string;
  readonly transform: readonly number[];
  readonly hasEOL: boolean;
  readonly width?: number;
};

/** The text of a page, one line of the page a line, without what is printed at an angle (stamps, watermarks), hyphens joined. */
export function pageText(runs: readonly TextRun[]): string {
  const lines: string[] = [];
  let line = "";
  for (const run of runs) {
    if (run.str !== "" && isRotated(run)) continue;
    line += run.str;
    if (!run.hasEOL) continue;
    lines.push(line.trim());
    line = "";
  }
  lines.push(line.trim());
  return joinHyphens(lines.filter((one) => one !== ""));
}

function isRotated({ transform: [a = 1, b = 0] }: TextRun): boolean {
  return Math.abs(b) > 0.02 * Math.abs(a);
}

/** A word cut at the end of a line is whole again; the hyphen of a compound (“state-of-the-” “art”) stays. */
function joinHyphens(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (text === "") return line;
    const cut = /(\S*\p{Ll})-$/u.exec(text);
    if (!cut || !/^\p{Ll}/u.test(line)) return `${text}\n${line}`;
    return cut[1]!.includes("-") ? text + line : text.slice(0, -1) + line;
  }, "");
}
