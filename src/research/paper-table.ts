import type { IdeaInCampaign } from "./campaign";
import { csvField } from "./csv";

/**
 * A row of the table that the paper on the AI Scientist has for each template: what became of the ideas of one model, as far as their
 * papers were reviewed by one form.
 */
export type PaperTableRow = {
  readonly model: string;
  readonly template: string;
  readonly ideas: number;
  readonly novel: number;
  readonly experimentsPassed: number;
  readonly completedPapers: number;
  /** The form and the scale of the scores; empty where nothing was reviewed. */
  readonly scale: string;
  /** Of the last review of each completed paper; undefined where there is none. */
  readonly meanScore: number | undefined;
  readonly maxScore: number | undefined;
  /** US dollars of these ideas. `unpriced`: some calls had no known price and count as nothing. */
  readonly cost: number;
  readonly unpriced: boolean;
  /** Made with the rehearsal model, at least in part: no evidence of anything. */
  readonly rehearsal: boolean;
};

/**
 * A row for each model and template, in the order in which they first occur, and where their papers were reviewed by several forms
 * one for each of these: there is no mean over two scales. Ideas without a review are in the row of the form that most have.
 */
export function paperTable(views: readonly { readonly ideas: readonly IdeaInCampaign[] }[]): PaperTableRow[] {
  const byModel = grouped(eachOnce(views), ({ model, template }) => JSON.stringify([model, template]));
  return byModel.flatMap((ideas) => {
    const usual = usualScaleOf(ideas);
    return grouped(ideas, (idea) => ownScaleOf(idea) || usual).map(rowOf);
  });
}

function grouped(ideas: readonly IdeaInCampaign[], keyOf: (idea: IdeaInCampaign) => string): IdeaInCampaign[][] {
  const groups = new Map<string, IdeaInCampaign[]>();
  for (const idea of ideas) groups.set(keyOf(idea), [...(groups.get(keyOf(idea)) ?? []), idea]);
  return [...groups.values()];
}

function ownScaleOf({ paperCompleted, scale }: IdeaInCampaign): string {
  return paperCompleted ? scale : "";
}

/** The form by which most papers were reviewed; the first of several. */
function usualScaleOf(ideas: readonly IdeaInCampaign[]): string {
  const reviewed = grouped(
    ideas.filter((idea) => ownScaleOf(idea) !== ""),
    ownScaleOf,
  );
  const most = Math.max(...reviewed.map(({ length }) => length));
  return reviewed.find(({ length }) => length === most)?.[0]?.scale ?? "";
}

/** The ideas of several campaigns, those in more than one of them once: an idea has one way, and its cost is paid once. */
export function eachOnce(views: readonly { readonly ideas: readonly IdeaInCampaign[] }[]): IdeaInCampaign[] {
  const seen = new Set<string>();
  return views.flatMap(({ ideas }) => {
    const fresh = ideas.filter(({ slug }) => !seen.has(slug));
    for (const { slug } of fresh) seen.add(slug);
    return fresh;
  });
}

function rowOf(ideas: readonly IdeaInCampaign[]): PaperTableRow {
  const completed = ideas.filter(({ paperCompleted }) => paperCompleted);
  const scores = completed.flatMap((idea) => idea.scores.slice(-1));
  return {
    model: ideas[0]!.model,
    template: ideas[0]!.template,
    ideas: ideas.length,
    novel: ideas.filter(({ novel }) => novel === true).length,
    experimentsPassed: ideas.filter(({ experimentsPassed }) => experimentsPassed).length,
    completedPapers: completed.length,
    scale: completed[0]?.scale ?? "",
    meanScore: scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    maxScore: scores.length === 0 ? undefined : Math.max(...scores),
    cost: ideas.reduce((sum, { cost }) => sum + cost, 0),
    unpriced: ideas.some(({ unpriced }) => unpriced),
    rehearsal: ideas.some(({ rehearsal }) => rehearsal),
  };
}

export const TABLE_FORMATS = ["csv", "latex", "markdown"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

const HEADINGS = [
  "Model",
  "Template",
  "Ideas",
  "Novel",
  "Experiments passed",
  "Completed papers",
  "Review form",
  "Mean score",
  "Max score",
  "Cost (USD)",
] as const;

const WORDS: ReadonlySet<string> = new Set(["Model", "Template", "Review form"]);

/** The table as a text of that format, with a newline at its end. Unknown scores are left empty, or a dash for readers. */
export function paperTableText(rows: readonly PaperTableRow[], format: TableFormat): string {
  switch (format) {
    case "csv":
      return linesOf(
        [HEADINGS, ...rows.map((row) => cellsOf(row, ""))].map((cells) => cells.map(asText).map(csvField).join(",")),
      );
    case "markdown":
      return linesOf([
        markdownRow(HEADINGS),
        markdownRow(HEADINGS.map((_, column) => (WORDS.has(HEADINGS[column]!) ? "---" : "---:"))),
        ...rows.map((row) => markdownRow(cellsOf(row, "–").map(escapedForMarkdown))),
        ...remarksOn(rows).map((remark) => `\n${remark}`),
      ]);
    case "latex":
      return latexTable(rows);
  }
}

/** What a reader of the table must know of its numbers, a sentence each. */
export function remarksOn(rows: readonly PaperTableRow[]): string[] {
  return [
    ...(hasSeveralScales(rows)
      ? ["Scores of different review forms are on different scales: compare them within one form only."]
      : []),
    ...(rows.some(({ rehearsal }) => rehearsal)
      ? ["Ideas of the rehearsal model are included: its papers and scores show that the way works, and nothing else."]
      : []),
    ...(rows.some(({ unpriced }) => unpriced)
      ? ["The price of some calls was not known; they count as $0, so the cost is too low."]
      : []),
  ];
}

export function hasSeveralScales(rows: readonly PaperTableRow[]): boolean {
  return new Set(rows.map(({ scale }) => scale).filter(Boolean)).size > 1;
}

function cellsOf(row: PaperTableRow, unknown: string): string[] {
  const score = (value: number | undefined) => (value === undefined ? unknown : value.toFixed(2));
  return [
    row.model,
    row.template,
    ...[row.ideas, row.novel, row.experimentsPassed, row.completedPapers].map(String),
    row.scale || unknown,
    score(row.meanScore),
    score(row.maxScore),
    row.cost.toFixed(2),
  ];
}

function latexTable(rows: readonly PaperTableRow[]): string {
  const latexRow = (cells: readonly string[]) => `${cells.map(escapedForLatex).join(" & ")} \\\\`;
  return linesOf([
    ...remarksOn(rows).map((remark) => `% ${remark}`),
    "\\begin{tabular}{llrrrrlrrr}",
    "\\hline",
    latexRow(HEADINGS),
    "\\hline",
    ...rows.map((row) => latexRow(cellsOf(row, "--"))),
    "\\hline",
    "\\end{tabular}",
  ]);
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** What a spreadsheet would compute as a formula is kept a text. */
function asText(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** In a table a bar ends the cell; the other characters would be taken for emphasis or a link. */
function escapedForMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, "\\$&").replace(/\s+/g, " ");
}

/** As it is, in the encoding of fonts that LaTeX begins with. A bracket at the beginning of a row would be an option of the end of the one before. */
function escapedForLatex(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\{}#$%&_~^<>|"]/g, (character) => LATEX[character] ?? `\\${character}`)
    .replace(/^[[*]/, "{$&}");
}

const LATEX: Readonly<Record<string, string>> = {
  ...{ "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" },
  ...{ "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", '"': "{\\ttfamily\\char34}" },
};

function linesOf(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
