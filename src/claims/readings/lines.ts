import { CITATION, type PaperText, type Passage, type Prose, REFERENCE, sliceOf, type Table } from "../paper-text";
import { isOfOtherWork } from "../sections";
import { sentenceSpans } from "../sentence";

/** One thing of a paper that can be read by itself: a sentence, or a whole table. `id` is how a question names it. */
export type Line = {
  readonly id: string;
  readonly file: number;
  readonly section: string;
  /** As it is shown: one line of text, or the rows of a table. Of a sentence each character stands at its place in `prose`. */
  readonly shown: string;
  /** What comes before it in the same passage, which it may refer to. */
  readonly before: string;
} & (
  | {
      readonly type: "sentence";
      readonly prose: Prose;
      readonly of: Passage["kind"];
      /** Of the first sentence of a paragraph, what the paragraph is called. */
      readonly heading?: string;
    }
  | { readonly type: "table"; readonly table: Table }
);

/** What a question may hold of a paper at once, in characters. */
export const MOST_AT_ONCE = 9000;

export function charactersIn(lines: readonly Line[]): number {
  return lines.reduce((sum, { shown }) => sum + shown.length, 0);
}

/** The lines of a paper that may speak of its own results, in their order, in as many parts as there are to be questions. */
export function partsOf(papers: readonly PaperText[]): Line[][] {
  const parts: Line[][] = [];
  let size = 0;
  for (const section of sectionsOf(linesOf(papers))) {
    const own = charactersIn(section);
    if (parts.length === 0 || size + own > MOST_AT_ONCE) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(...section);
    size += own;
  }
  return parts;
}

export function linesOf(papers: readonly PaperText[]): Line[] {
  let [sentences, tables] = [0, 0];
  return papers.flatMap(({ elements }, file) =>
    elements.flatMap((element): Line[] => {
      if (isOfOtherWork(element.section)) return [];
      const place = { file, section: element.section };
      if (element.type === "table")
        return [{ ...place, type: "table", id: `T${++tables}`, table: element, shown: rowsOf(element), before: "" }];
      if (element.kind === "heading" || element.kind === "title") return [];
      return sentencesIn(element).map(({ prose, before }, at) => ({
        ...{ ...place, type: "sentence", id: String(++sentences), prose, of: element.kind, before },
        ...(at === 0 && element.kind === "paragraph" && element.lead ? { heading: shownOf(element.lead) } : {}),
        shown: shownOf(prose.text),
      }));
    }),
  );
}

function sentencesIn(passage: Passage): { prose: Prose; before: string }[] {
  const spans = sentenceSpans(passage.text).filter(({ start, end }) => /\p{L}/u.test(passage.text.slice(start, end)));
  return spans.map(({ start, end }, index) => {
    const last = spans[index - 1];
    return {
      prose: withSingleBlanks(sliceOf(passage, start, end)),
      before: last ? shownOf(passage.text.slice(last.start, last.end)) : passage.lead,
    };
  });
}

/** A line of the source ends anywhere, and is indented: what is quoted from it has single blanks. */
function withSingleBlanks(prose: Prose): Prose {
  const { text, at } = prose;
  if (!/\s\s/.test(text)) return prose;
  // By UTF-16 units, in which places are counted.
  const kept = Array.from({ length: text.length }, (_, index) => index).filter(
    (index) => !(/\s/.test(text.charAt(index)) && /\s/.test(text.charAt(index - 1))),
  );
  return { text: kept.map((index) => text[index]).join(""), at: [...kept.map((index) => at[index]!), at.at(-1)!] };
}

/** Character for character, so that what is quoted from it has its place. */
function shownOf(text: string): string {
  return text.replaceAll(CITATION, "†").replaceAll(REFERENCE, "‡").replace(/\s/g, " ");
}

/** “2: Circle | Baseline | 0.354”, a row each. */
function rowsOf({ rows, caption }: Table): string {
  const lines = rows.map((row, index) => `${index + 1}: ${row.map(({ text }) => shownOf(text).trim()).join(" | ")}`);
  return [...(caption ? [`Caption: ${shownOf(caption.text)}`] : []), ...lines].join("\n");
}

/** A section is read together, or in pieces where it is long. */
function sectionsOf(lines: readonly Line[]): Line[][] {
  const sections: Line[][] = [];
  let [heading, size] = ["", 0];
  for (const line of lines) {
    const top = `${line.file} ${line.section.split(" › ")[0]}`;
    if (sections.length === 0 || top !== heading || size + line.shown.length > MOST_AT_ONCE) {
      sections.push([]);
      size = 0;
    }
    sections.at(-1)!.push(line);
    heading = top;
    size += line.shown.length;
  }
  return sections;
}
