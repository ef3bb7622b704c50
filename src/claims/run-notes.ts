import { type Measurement, readFinalInfo } from "../research/metrics";

const HEADING = /^#{1,4}\s*Run\s+(\d+)\s*(?:[:.–—-]\s*(.*))?$/gim;

/** The titles that `notes.txt` gives to runs: “## Run 2: Learnable Weighting”. */
export function notesByRun(notes: string): Map<number, string> {
  return new Map(
    [...notes.matchAll(HEADING)].flatMap(([, number, title = ""]) => {
      const name = title.replace(/\s*\((?:best|failed|final|timed out)[^)]*\)\s*$/i, "").trim();
      return name !== "" && name.length <= 90 ? [[Number(number), name] as const] : [];
    }),
  );
}

/** The results that `notes.txt` quotes under a run's heading, written as Python or as JSON. */
export function resultsInNotes(notes: string): Map<number, readonly Measurement[]> {
  const headings = [...notes.matchAll(HEADING)];
  const found = new Map<number, readonly Measurement[]>();
  headings.forEach((heading, index) => {
    const part = notes.slice(heading.index + heading[0].length, headings[index + 1]?.index ?? notes.length);
    const start = part.search(/\{\s*['"]/);
    const text = start < 0 ? undefined : balanced(part.slice(start, start + 20_000));
    const { measurements } = readFinalInfo((text ?? "").replace(/'/g, '"').replace(/\bnan\b/g, "NaN"));
    if (measurements.length > 0)
      found.set(
        Number(heading[1]),
        measurements.map((one) => ({ ...one, metric: one.metric.replace(/^means\./, "").replace(/_mean$/, "") })),
      );
  });
  return found;
}

/** What `notes.txt` says of each run in words: its title and what stands under it, without the results that it quotes. */
export function wordsByRun(notes: string): Map<number, string> {
  const headings = [...notes.matchAll(HEADING)];
  return new Map(
    headings.map(({ 1: number, 2: title = "", index, 0: heading }, at) => {
      const part = notes.slice(index + heading.length, headings[at + 1]?.index ?? notes.length);
      return [Number(number), `${title}\n${withoutResults(part.replace(NEXT_PART, ""))}`];
    }),
  );
}

/** What follows under a heading that is no run's. */
const NEXT_PART = /^#{1,4}\s[\s\S]*/m;
/** Lines of tables, and those that tell what came of a run. */
const OF_RESULTS = /^(?:\||(?:Commit|Outcome|Guards):).*$/gm;

/** Also without what stands in braces; a brace that nothing closes is followed by results that were cut off. */
function withoutResults(text: string): string {
  const start = text.search(/(?:^[^\n{]*\bresults?\b[^\n{]*)?\{\s*['"]/im);
  if (start < 0) return text.replace(OF_RESULTS, "");
  const brace = text.indexOf("{", start);
  const held = balanced(text.slice(brace));
  return `${text.slice(0, start)}\n${held === undefined ? "" : withoutResults(text.slice(brace + held.length))}`;
}

/** Which runs the notes compare with which, by their titles: rows of a table with the columns “run” and “compared with”. */
export function comparisonsInNotes(notes: string): { readonly run: string; readonly reference: string }[] {
  const rows = notes
    .split("\n")
    .map((line) => (line.startsWith("|") ? line.split("|").map((cell) => cell.trim()) : []));
  return rows.flatMap((head, top) => {
    const [run, reference] = [head.indexOf("run"), head.indexOf("compared with")];
    if (run < 0 || reference < 0) return [];
    const end = rows.findIndex((row, index) => index > top && row.length === 0);
    const body = rows.slice(top + 2, end < 0 ? undefined : end);
    return body.map((row) => ({ run: row[run] ?? "", reference: row[reference] ?? "" }));
  });
}

/** What notes say in words, without the results that they quote. */
export function proseOfNotes(notes: string): string {
  return withoutQuoted(notes).replace(/^[ \t]*Results:?[ \t]*(?:\n|$)/gim, "");
}

function withoutQuoted(notes: string): string {
  const start = notes.search(/\{\s*['"]/);
  const quoted = start < 0 ? undefined : balanced(notes.slice(start));
  return quoted === undefined ? notes : `${notes.slice(0, start)}${withoutQuoted(notes.slice(start + quoted.length))}`;
}

/** From the first brace to the one that closes it. */
function balanced(text: string): string | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "{") depth++;
    else if (text[index] === "}" && --depth === 0) return text.slice(0, index + 1);
  }
  return undefined;
}
