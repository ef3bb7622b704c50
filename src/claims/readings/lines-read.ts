import type { LineRead } from "../../research/read-paper";
import type { Case } from "../case";
import { Memory } from "../memory";
import { type PaperText, sourceSpan } from "../paper-text";
import { type JudgedReadings, judgeReadings, type ReadLine } from "./judge-readings";
import { type Line, linesOf } from "./lines";

/** What was read in a line, with what it is known again by in a text that was changed since. */
export function lineRead({ line: { section, before, shown }, entries }: ReadLine): LineRead {
  return { section, before, shown, entries: [...entries] };
}

/** Lines whose verdicts are kept while somebody writes. */
const MOST = 4000;

/**
 * Judges what was read in those lines of a paper that stand as they did when they were read, wherever they stand now; one that was
 * changed was not read. What was said of a sentence is said again, as long as the data are the same: that is for whoever asks.
 */
export function judgeOfLines(
  read: readonly LineRead[],
): (one: Case, papers: readonly PaperText[]) => JudgedReadings["verdicts"] {
  const known = new Map(read.map((each) => [keyOf(each), each.entries]));
  const said = new Memory<JudgedReadings["verdicts"]>(MOST);
  return (one, papers) => {
    const lines = linesOf(papers).flatMap((line) => {
      const entries = known.get(keyOf(line));
      // Lines have other numbers once something stands before them.
      return entries ? [{ line, entries: entries.map((entry) => ({ ...(entry as object), line: line.id })) }] : [];
    });
    const tables = judgeReadings(
      one,
      lines.filter(({ line }) => line.type === "table"),
    );
    const sentences = lines.flatMap(({ line, entries }) => {
      if (line.type === "table") return [];
      const judged = () => judgeReadings(one, [{ line: inItself(line), entries }], tables.principal).verdicts;
      const verdicts = said.recall(`${tables.principal} ${keyOf(line)}`, judged);
      return verdicts.map((each) => ({ ...each, ...sourceSpan(line.prose, each.start, each.end), file: line.file }));
    });
    return [...sentences, ...tables.verdicts];
  };
}

/** The same sentence with its places in its own text, so that what is found holds wherever it stands. */
function inItself<One extends Extract<Line, { type: "sentence" }>>(line: One): One {
  const { text } = line.prose;
  return { ...line, prose: { text, at: Array.from({ length: text.length + 1 }, (_, index) => index) } };
}

function keyOf({ section, before, shown }: Omit<LineRead, "entries">): string {
  return JSON.stringify([section, before, shown]);
}
