import { lineOfQuote } from "../../latex/find-quote";
import type { Idea, Novelty } from "../../research/idea";
import { plainTitle } from "../../research/reference";
import { ask } from "../ask";
import type { Conversing, Lab } from "../lab";
import { SearchResultShape } from "../ports/literature";
import { judgeNovelty, type SearchOfRound } from "../prompts/check-novelty";
import { step } from "../step";
import { enterStage } from "./enter-stage";

type Checking = Conversing & Pick<Lab, "template" | "literature">;

/** Three-valued: a search that fails, or that nobody set up, never makes an idea novel. */
export async function checkNovelty(lab: Checking, idea: Idea): Promise<Novelty> {
  await enterStage(lab, "novelty");
  if (lab.literature.sources.length === 0) {
    return { verdict: "unknown", reason: "No literature source is configured, so nothing was searched.", papers: [] };
  }
  const rounds = lab.parameters.noveltyRounds;
  const found: SearchOfRound[] = [];
  for (let round = 1; round <= rounds; round++) {
    const answer = await ask(lab, judgeNovelty(lab.template, idea, found, round, rounds));
    if (answer.verdict) return noveltyIn({ ...answer, verdict: answer.verdict }, found);
    if (answer.query) found.push(await search(lab, idea, answer.query, round));
  }
  return { verdict: "unknown", reason: `No decision after ${rounds} rounds of searching.`, papers: [] };
}

type Verdict = { readonly thought: string } & Pick<Novelty, "verdict" | "papers">;

/**
 * The model's verdict as far as the searches bear it: a paper that no search found is nobody's, words that its abstract does not have are no quote, and “novel” needs two different
 * queries that were answered.
 */
export function noveltyIn({ verdict, thought, papers }: Verdict, found: readonly SearchOfRound[]): Novelty {
  const works = new Map(
    found.flatMap(({ result }) => result.papers.map((one) => [plainTitle(one.title), one] as const)),
  );
  const real = papers.flatMap((paper) => {
    const work = works.get(plainTitle(paper.title));
    if (!work) return [];
    const url = work.doi ? `https://doi.org/${work.doi}` : work.url;
    const { quote, year: _, url: __, retracted: ___, ...said } = paper;
    const isThere = quote !== undefined && lineOfQuote(`${work.title}\n${work.abstract}`, quote) !== undefined;
    return [
      {
        ...{ ...said, title: work.title },
        ...(isThere ? { quote } : {}),
        ...(work.year ? { year: work.year } : {}),
        ...(url ? { url } : {}),
        ...(work.retracted ? { retracted: true } : {}),
      },
    ];
  });
  // The researcher's own files are no published record.
  const answered = found.filter(
    ({ result }) => !result.ownOnly && (result.papers.length > 0 || result.problem === undefined),
  );
  const queries = new Set(answered.map(({ query }) => plainTitle(query)));
  if (verdict === "overlaps" && real.length === 0)
    return {
      verdict: "unknown",
      reason: `The papers that it should overlap with were in no search. ${thought}`,
      papers: [],
    };
  if (verdict === "novel" && queries.size < 2)
    return { verdict: "unknown", reason: `Fewer than two searches were answered. ${thought}`, papers: real };
  return { verdict, reason: thought, papers: real };
}

async function search(lab: Checking, idea: Idea, query: string, round: number): Promise<SearchOfRound> {
  const name = `novelty of ${idea.Name}: search ${round}`;
  const result = await step(lab, name, SearchResultShape, () => lab.literature.search(query, lab.signal));
  return { query, result };
}
