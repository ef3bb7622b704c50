import { sectionsOf } from "../../latex/sections";
import type { Lab } from "../lab";
import { PAPER_SOURCE } from "../paper-source";
import { tellOnce } from "../tell-once";
import { makeChange } from "./make-change";
import { intentOf } from "./make-run";
import { citedWorks, revisionOfPaper } from "./paper-checks";
import { type CitationSearch, type Draft, sourceAt, withRemarks } from "./write-paper";

/** A paper for which citations were searched says plainly when it cites fewer works than it should, and why; no longer when it does not. */
export async function stateReferences(lab: Lab, draft: Draft, version: string): Promise<Draft> {
  if (!draft.citing) return draft;
  const source = await sourceAt(lab, draft.commit);
  const sentence = shortfall(citedWorks(source).length, lab.parameters.minReferences, draft.citing);
  const after = withReferenceCount(source, sentence);
  if (sentence) await tellOnce(lab, sentence.replace(/^This/, "The"));
  if (after === source) return draft;
  const { context } = draft;
  const title = "Say how many works the paper cites";
  const intent = intentOf(lab, context.experiment.idea, `paper, ${version}: number of references`, title, "", "prose");
  const hunks = [
    { path: PAPER_SOURCE, title, why: "The program counts them; readers expect more, or are told no more." },
  ];
  const edits = [{ path: PAPER_SOURCE, before: source, after }];
  const { commit, decision } = await makeChange(lab, intent, { edits, hunks }, revisionOfPaper(context));
  return { ...draft, context: withRemarks(context, decision), ...(commit ? { commit } : {}) };
}

/** In one line; undefined when there are enough. */
export function shortfall(cited: number, wanted: number, { searches, end }: CitationSearch): string | undefined {
  if (cited >= wanted) return undefined;
  const made = searches === 1 ? "one search" : `${searches} searches`;
  const why = {
    "nothing missing":
      searches === 0
        ? "its text owes credit to no other work."
        : `after ${made} of the literature its text owed credit to no other work.`,
    "nothing found": `${made} of the literature found no other work that belongs in it.`,
    "no answer": "the services of literature that were searched did not answer.",
    rounds: `all planned rounds of searching the literature were used.`,
  }[end];
  return `This paper cites ${cited} ${cited === 1 ? "work" : "works"}, fewer than the ${wanted} that are expected: ${why}`;
}

const STATED = /\n*^This paper cites \d+ works?, fewer than the \d+ that are expected: [^\n]*$\n?/m;

/** The sentence stands where the paper speaks of its making, else at the end of the related work, else of the last section. */
export function withReferenceCount(latex: string, sentence: string | undefined): string {
  if (sentence && latex.includes(`\n${sentence}\n`)) return latex;
  const without = latex.replace(STATED, "\n");
  if (!sentence) return without;
  const sections = sectionsOf(without).filter(({ depth }) => depth === 1);
  const named = (name: RegExp) => sections.find(({ title }) => name.test(title));
  const home = named(/use of ai|ai use/i) ?? named(/related/i) ?? sections.at(-1);
  if (!home) return without;
  const body = without.slice(home.start, home.end).trimEnd();
  return `${without.slice(0, home.start)}${body}\n\n${sentence}\n\n${without.slice(home.end)}`;
}
