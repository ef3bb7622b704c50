import { labelsOf } from "../citations";
import { commandsNamed } from "../document";
import { innermost } from "../floats";
import type { LatexPaper, PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";
import { firstFrom } from "../span";

type Kind = "Figure" | "Table" | "Section" | "Equation" | "Algorithm";

const REFERENCE = /\\(?:ref|eqref)\{([^{}\n]{1,100})\}/g;
const CALLED =
  /(?<![\p{L}\\])((?:[Ff]igure|[Ff]ig|[Tt]able|[Tt]ab|[Ss]ection|[Ss]ec|[Ee]quation|[Ee]q|[Aa]lgorithm|[Aa]lg)s?\.?)(?:~|\\ |\s|\\,)*\(?$/u;
/** Characters before a reference in which it is called something. */
const BEFORE = 100;
const NAMES: readonly (readonly [RegExp, Kind])[] = [
  [/^fig/i, "Figure"],
  [/^tab/i, "Table"],
  [/^sec/i, "Section"],
  [/^eq/i, "Equation"],
  [/^alg/i, "Algorithm"],
];
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:wrap|sub|sideways|SC)?figurec?\*?$/, "Figure"],
  [/^(?:(?:wrap|sub|sideways)?table|longtable)\*?$/, "Table"],
  [/^(?:equation|align|gather|multline|eqnarray|alignat|flalign)\*?$/, "Equation"],
  [/^algorithm2?e?\*?$/, "Algorithm"],
];
const TRANSPARENT =
  /^(?:document|center|centering|minipage|quote|small|footnotesize|flushleft|flushright|adjustbox|subequations|split|aligned|tabular|tabularx|threeparttable)\*?$/;

/** “Table~\ref{fig:loss}”: the number is that of a figure. */
export const referenceOfWrongKind: Rule = {
  id: "reference-of-wrong-kind",
  severity: "warning",
  check(paper) {
    const kinds = kindsOf(paper);
    return paper.parts.flatMap((source) => findingsIn(source, kinds));
  },
};

function findingsIn(source: PaperPart, kinds: ReadonlyMap<string, Kind>): Finding[] {
  return [...source.live.matchAll(REFERENCE)].flatMap(({ 1: key, index }) => {
    const kind = kinds.get(key!.trim());
    if (kind === undefined) return [];
    const from = Math.max(0, index - BEFORE);
    const called = CALLED.exec(source.live.slice(from, index));
    const [word, start] = [called?.[1], from + (called?.index ?? 0)];
    if (word === undefined || start < source.body.start) return [];
    const said = NAMES.find(([name]) => name.test(word))![1];
    if (kind === said) return [];
    const message = `“${key}” is ${/^[AE]/.test(kind) ? "an" : "a"} ${kind.toLowerCase()}, but the text calls it “${word}”.`;
    return [{ source, start, end: start + word.length, message, correction: wordFor(word, kind) }];
  });
}

function wordFor(word: string, kind: Kind): string {
  const plural = /s\.?$/.test(word) ? "s" : "";
  return (/^[a-z]/.test(word) ? kind.toLowerCase() : kind) + plural;
}

/** What each label numbers, where that is plain. */
function kindsOf({ parts }: LatexPaper): Map<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const part of parts) {
    const around = innermost(part.environments.filter(({ name }) => !TRANSPARENT.test(name)));
    const sectionAt = headed(part);
    for (const { key, start } of labelsOf(part)) {
      const environment = around(start);
      const kind =
        environment === undefined ? sectionAt(start) : KINDS.find(([name]) => name.test(environment.name))?.[1];
      const several = environment && /\\captionof/.test(part.live.slice(environment.start, environment.end));
      if (kind !== undefined && !several && start >= part.body.start) kinds.set(key, kind);
    }
  }
  return kinds;
}

/** A label in a heading or straight after it. Elsewhere it may be that of an equation or a table which a macro makes. */
function headed(part: PaperPart): (label: number) => Kind | undefined {
  const headings = commandsNamed(part, /^(?:chapter|(?:sub){0,2}section|(?:sub)?paragraph)$/);
  return (label) => {
    const heading = headings[firstFrom(headings, label) - 1];
    const between = heading && part.live.slice(Math.min(heading.end, label), label);
    return between !== undefined && /^\s*(?:\\label\{)?$/.test(between.slice(0, 1000)) ? "Section" : undefined;
  };
}
