import * as z from "zod";
import type { Program } from "../../claims/sources";
import { type ClaimLibrary, claimLibrary } from "../../latex/claim-problems";
import { replaceAbstract, replaceSection, replaceTitle, sectionsOf } from "../../latex/sections";
import type { Decision, Intent } from "../../research/change";
import type { DescribedFigure } from "../../research/figure";
import type { Findings } from "../../research/findings";
import { ask, askForTurns } from "../ask";
import type { Lab } from "../lab";
import { PAPER_SOURCE } from "../paper-source";
import type { ExperimentContext } from "../prompts/context";
import { shortened } from "../prompts/remarks";
import {
  bibEntriesIn,
  type PaperContext,
  reflectOnSection,
  writeSection,
  writeTitleAndAbstract,
} from "../prompts/write-paper";
import { isDone, step } from "../step";
import { enterEstimatedStage } from "./enter-stage";
import { gatherReferences } from "./gather-references";
import type { Readings } from "./lines-to-read";
import { makeChange } from "./make-change";
import { intentOf } from "./make-run";
import { doubtsAbout, revisionOfPaper, sectionCheck } from "./paper-checks";
import { sectionsToWrite, withFrame } from "./paper-frame";

/** The draft as a commit, with what later questions about the paper need. */
export type Draft = {
  readonly commit: string;
  readonly title: string;
  readonly context: PaperContext;
  /** What its claims are held against. */
  readonly library: ClaimLibrary;
  /** What became of the search for what it should cite; left out where nothing was searched for. */
  readonly citing?: CitationSearch;
  /** Messages of checks that the author has seen and called mistaken. */
  readonly defended?: readonly string[];
  /** What the model read in its lines, where it reads its claims. */
  readonly readings?: Readings;
};

/** What became of the search for citations. */
export type CitationSearch = {
  /** Number of searches that were made. */
  readonly searches: number;
  readonly end: "nothing missing" | "nothing found" | "no answer" | "rounds";
};

/** Title and abstract, then section after section in the template's order with the related work last; each one change. */
export async function writePaper(
  lab: Lab,
  experiment: ExperimentContext,
  findings: Findings,
  figures: readonly DescribedFigure[],
): Promise<Draft> {
  await enterEstimatedStage(lab, "paper", experiment.sizes);
  const own = intentOf(
    lab,
    experiment.idea,
    "paper: by hand",
    "Edits by the researcher",
    "Made outside a proposal.",
    "prose",
  );
  const base = await step(lab, "paper: start", z.string(), () => lab.workspace.settle(own));
  const template = await sourceAt(lab, base);
  const library = await libraryOf(lab, experiment, findings);
  let context: PaperContext = {
    experiment,
    findings,
    figures,
    bibliography: bibEntriesIn(template),
    sections: sectionsToWrite(template),
    written: [],
    remarks: [],
  };
  let made = await withFoundReferences(lab, context, base);
  context = made.context;
  const source = await sourceAt(lab, made.commit);
  const head = await ask(lab, writeTitleAndAbstract(context, sectionCheck(context)));
  const framed = withFrame(replaceAbstract(replaceTitle(source, head.title), head.abstract), lab.model);
  made = await change(lab, context, made.commit, "title and abstract", "Write title and abstract", framed);
  context = withWritten(made.context, "title and abstract", `${head.title}\n\n${head.abstract}`);
  for (const heading of inWritingOrder(context.sections)) {
    const body = await sectionBody(lab, context, heading, library);
    const text = replaceSection(await sourceAt(lab, made.commit), heading, body);
    made = await change(lab, context, made.commit, heading, `Write ${heading}`, text);
    context = withWritten(made.context, heading, bodyOf(await sourceAt(lab, made.commit), heading));
  }
  return { commit: made.commit, title: head.title, context, library };
}

/** What was found for the paper to cite, as a change of its own; what was accepted is what can be cited. */
async function withFoundReferences(
  lab: Lab,
  context: PaperContext,
  base: string,
): Promise<Pick<Draft, "commit" | "context">> {
  const after = await gatherReferences(lab, context, await sourceAt(lab, base));
  const made = await change(lab, context, base, "references", "Add references that were found", after);
  return { ...made, context: { ...made.context, bibliography: bibEntriesIn(await sourceAt(lab, made.commit)) } };
}

/** The section as it was accepted: the researcher may have edited it. */
function bodyOf(source: string, heading: string): string {
  const section = sectionsOf(source).find(({ title }) => title === heading);
  return section ? source.slice(section.start, section.end).trim() : "";
}

/** Draft and one reflection, in which our own doubts are put to the model. Where reflections are saved, it takes doubts to have one. */
async function sectionBody(lab: Lab, context: PaperContext, heading: string, library: ClaimLibrary): Promise<string> {
  const check = sectionCheck(context);
  const { value: body, turns } = await askForTurns(lab, writeSection(context, heading, check));
  const doubts = doubtsAbout(body, library);
  const question = reflectOnSection(context, heading, { body, turns }, doubts, check);
  const isWanted = lab.parameters.reflectOnSections || doubts.length > 0 || isDone(lab, question.name);
  return isWanted ? ask(lab, question) : body;
}

/**
 * One change of the paper; a rejected one leaves the paper as it was at `before`. Resolves to the commit that now holds, and to
 * the context in which later questions know what the researcher made of it.
 */
async function change(
  lab: Lab,
  context: PaperContext,
  before: string,
  part: string,
  title: string,
  after: string,
): Promise<Pick<Draft, "commit" | "context">> {
  const intent: Intent = intentOf(lab, context.experiment.idea, `paper, ${part}`, title, "", "prose");
  const current = await sourceAt(lab, before);
  if (current === after) return { commit: before, context };
  const why =
    part === "references"
      ? "Each was found by a search, which its entry names."
      : "The section was written from the recorded results.";
  const hunks = [{ path: PAPER_SOURCE, title, why }];
  const edits = [{ path: PAPER_SOURCE, before: current, after }];
  const made = await makeChange(lab, intent, { edits, hunks }, revisionOfPaper(context));
  return { commit: made.commit ?? before, context: withRemarks(context, made.decision) };
}

export async function sourceAt(lab: Lab, commit: string): Promise<string> {
  const text = await lab.workspace.readAt(commit, PAPER_SOURCE);
  if (text === undefined) throw new NoPaperTemplate();
  return text;
}

/** What the claims of a paper about these results are held against. */
export async function libraryOf(lab: Lab, experiment: ExperimentContext, findings: Findings): Promise<ClaimLibrary> {
  const programs = await programsOf(lab, experiment, findings);
  return claimLibrary({ findings, manifest: experiment.template.manifest, programs });
}

/** The experiment's files at the commits of all runs: what hyper-parameters may be quoted from. What nobody may change is of every run. */
async function programsOf(lab: Lab, experiment: ExperimentContext, { baseline, runs }: Findings): Promise<Program[]> {
  const made = [baseline, ...runs].filter(({ commit }) => commit !== "");
  const files = Object.keys(experiment.baselineFiles).filter((path) => path.endsWith(".py"));
  const texts = await Promise.all(
    made.flatMap(({ number, commit }) =>
      files.map(async (path) => ({ path, runs: [number], text: await lab.workspace.readAt(commit, path) })),
    ),
  );
  const locked = Object.entries(experiment.lockedFiles).filter(([path]) => path.endsWith(".py"));
  return [
    ...texts.flatMap(({ text, ...program }) => (text === undefined ? [] : [{ ...program, text }])),
    ...locked.map(([path, text]) => ({ path, text })),
  ];
}

function inWritingOrder(headings: readonly string[]): string[] {
  const related = (heading: string) => (/related/i.test(heading) ? 1 : 0);
  return [...headings].sort((a, b) => related(a) - related(b));
}

function withWritten(context: PaperContext, heading: string, latex: string): PaperContext {
  return { ...context, written: [...context.written, { heading, latex }] };
}

/** The context in which the researcher's remarks on one more change are known. */
export function withRemarks(context: PaperContext, { remarks }: Decision): PaperContext {
  return remarks === "" ? context : { ...context, remarks: [...context.remarks, shortened(remarks)] };
}

export class NoPaperTemplate extends Error {
  override readonly name = "NoPaperTemplate";
  constructor() {
    super(
      `The project has no ${PAPER_SOURCE}, so there is nothing to write the paper into. Add one, commit it, and resume.`,
    );
  }
}
