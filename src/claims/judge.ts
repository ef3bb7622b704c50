import type { Case, Library } from "./case";
import { headingScope, introducedBy } from "./introductions";
import { isInvented } from "./invented";
import { judgeNumbers } from "./judge-numbers";
import { caseFor } from "./learned-names";
import { once } from "./memory";
import { type PaperText, type Passage, sourceSpan, type Table } from "./paper-text";
import { judgeBestRuns } from "./rules/best-runs";
import { judgeBetterWays } from "./rules/better-ways";
import { judgeComparisons } from "./rules/comparisons";
import { judgeCountedLists } from "./rules/counted-lists";
import { judgeFixedSeeds } from "./rules/fixed-seeds";
import { judgeGroupSizes } from "./rules/group-sizes";
import { judgeMachines } from "./rules/machines";
import { judgeChoices } from "./rules/named-choices";
import { judgePrecisions } from "./rules/precisions";
import { judgeRhythms } from "./rules/rhythms";
import { judgeSeedRanges } from "./rules/seed-ranges";
import { judgeCounts } from "./rules/seeds";
import { judgeShares } from "./rules/shares-of-data";
import { judgeSpelledSettings } from "./rules/spelled-settings";
import { judgeSplits } from "./rules/splits";
import { judgeSquares } from "./rules/square-sizes";
import { judgeSuperlatives } from "./rules/superlatives";
import { judgeCaption } from "./rules/table-captions";
import { judgeTable } from "./rules/tables";
import { judgeTechniques } from "./rules/techniques";
import { judgeVariants } from "./rules/variants";
import { judgeVersions } from "./rules/versions";
import { withoutDoubtedCells, withoutDoubtedNumbers } from "./self-consistency";
import { NO_SCOPE, type Sentence, sentencesOf } from "./sentence";
import { isOfSettings, settingsIn } from "./setting-tables";
import { type NumberCell, readTable, type TableReading } from "./table-cells";
import type { Verdict } from "./verdict";

export type JudgedPaper = { readonly file: string; readonly verdicts: readonly Verdict[] };

/** Every claim of a paper and of the files it takes in, judged by what is recorded. Never throws. */
export function judgePapers(library: Library, papers: readonly PaperText[]): JudgedPaper[] {
  const one = caseFor(library, papers);
  return papers.map((paper) => ({ file: paper.file, verdicts: inOrder(judgePaper(one, paper)) }));
}

function judgePaper(one: Case, { elements }: PaperText): Verdict[] {
  const verdicts: Verdict[] = [];
  let introductions: readonly Passage[] = [];
  for (const element of elements) {
    if (element.type === "table") verdicts.push(...judgeTableOf(one, element));
    else {
      introductions = introductions.filter(({ kind, depth = 0 }) => kind !== "item" || depth < (element.depth ?? 0));
      verdicts.push(...judgePassage(one, element, introductions));
      if (element.kind === "paragraph" || element.kind === "abstract") introductions = [element];
      if (element.kind === "item") introductions = [...introductions, element];
    }
  }
  return verdicts;
}

function judgePassage(one: Case, passage: Passage, introductions: readonly Passage[]): Verdict[] {
  if (passage.kind === "heading") return [];
  const context =
    passage.kind === "item" && introductions.length > 0 ? introducedBy(one, introductions) : headingScope(one, passage);
  return sentencesOf(passage, one.finders, context).flatMap((sentence) => judgeSentence(one, sentence));
}

/** What was said of the same sentence in the same circumstances is said again. */
function judgeSentence(one: Case, sentence: Sentence): Verdict[] {
  const { passage, text, before, prose } = sentence;
  const question = JSON.stringify([passage.section, passage.kind, passage.lead, before, text]);
  const verdicts = one.sentences.recall(question, () => {
    const inItself = { ...sentence, prose: { text, at: Array.from({ length: text.length + 1 }, (_, index) => index) } };
    return rulesOn(one, inItself);
  });
  return verdicts.map((verdict) => ({ ...verdict, ...sourceSpan(prose, verdict.start, verdict.end) }));
}

function rulesOn(one: Case, sentence: Sentence): Verdict[] {
  return [
    ...withoutDoubtedNumbers(judgeNumbers(one, sentence)),
    ...judgeMachines(one, sentence),
    ...judgeVersions(one, sentence),
    ...judgeTechniques(one, sentence),
    ...judgeChoices(one, sentence),
    ...judgePrecisions(one, sentence),
    ...judgeSpelledSettings(one, sentence),
    ...judgeSquares(one, sentence),
    ...judgeSplits(one, sentence),
    ...judgeShares(one, sentence),
    ...judgeGroupSizes(one, sentence),
    ...judgeRhythms(one, sentence),
    ...judgeSeedRanges(one, sentence),
    ...judgeFixedSeeds(one, sentence),
    ...judgeCounts(one, sentence),
    ...judgeCountedLists(sentence),
    ...judgeVariants(one, sentence),
    ...judgeBetterWays(one, sentence),
    ...judgeSuperlatives(one, sentence),
    ...judgeBestRuns(one, sentence),
    ...judgeComparisons(one, sentence),
  ];
}

/** What was said of the same table is said again, wherever it stands now. */
function judgeTableOf(one: Case, table: Table): Verdict[] {
  const { rows, ruled, caption, section } = table;
  const reading = once(() => readTable(one, table));
  const origin = rows.flat().find(({ at }) => at.length > 0)?.at[0] ?? 0;
  const cells = rows.map((row) => row.map(({ at, ...cell }) => [cell, at.map((offset) => offset - origin)]));
  const verdicts = one.tables.recall(JSON.stringify([section, caption?.text, ruled, cells]), () =>
    judgeTableAnew(one, table, reading()).map((verdict) => moved(verdict, -origin)),
  );
  return [...verdicts.map((verdict) => moved(verdict, origin)), ...judgeCaptionOf(one, table, reading)];
}

/** What the caption says of the whole table, at the places of the caption. */
function judgeCaptionOf(one: Case, table: Table, reading: () => TableReading): Verdict[] {
  const { rows, caption, section } = table;
  if (!caption) return [];
  const texts = rows.map((row) => row.map(({ text, spanned }) => [text, spanned]));
  const verdicts = one.tables.recall(JSON.stringify(["caption", section, caption.text, texts]), () =>
    judgeCaption(one, table, reading()),
  );
  return verdicts.map((verdict) => ({ ...verdict, ...sourceSpan(caption, verdict.start, verdict.end) }));
}

function moved(verdict: Verdict, by: number): Verdict {
  return { ...verdict, start: verdict.start + by, end: verdict.end + by };
}

function judgeTableAnew(one: Case, table: Table, reading: TableReading): Verdict[] {
  const invented = (cell: NumberCell, restIsRight: boolean) => isInvented(one, cell, restIsRight);
  if (!isOfSettings(one, table, reading))
    return withoutDoubtedCells(reading, judgeTable(one, table, reading), invented);
  return settingsIn(table).flatMap((passage) =>
    sentencesOf(passage, one.finders, NO_SCOPE).flatMap((sentence) => judgeSentence(one, sentence)),
  );
}

function inOrder(verdicts: readonly Verdict[]): Verdict[] {
  const seen = new Set<string>();
  return verdicts
    .toSorted((one, other) => one.start - other.start || one.end - other.end)
    .filter(({ start, end, kind }) => {
      const key = `${start} ${end} ${kind}`;
      return !seen.has(key) && seen.add(key);
    });
}
