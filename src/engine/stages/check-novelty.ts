import { lineOfQuote } from "../../latex/find-quote";
import { type Idea, Novelty } from "../../research/idea";
import { plainTitle } from "../../research/reference";
import { ask } from "../ask";
import type { Conversing, Lab } from "../lab";
import { SearchResultShape } from "../ports/literature";
import { judgeNovelty, type SearchOfRound } from "../prompts/check-novelty";
import { isDone, step } from "../step";
import { enterStage } from "./enter-stage";

type Checking = Conversing & Pick<Lab, "template" | "literature">;

/**
 * Three-valued: a search that fails, or that nobody set up, never makes an idea novel. An idea that has its verdict is checked anew, for
 * services that did not answer may do so now; what broke off is gone on with.
 */
export async function checkNovelty(lab: Checking, idea: Idea): Promise<Novelty> {
  await enterStage(lab, "novelty");
  if (lab.literature.sources.length === 0) {
    return { verdict: "unknown", reason: "No literature source is configured, so nothing was searched.", papers: [] };
  }
  const name = nameOfCheck(lab, idea);
  const found: SearchOfRound[] = [];
  const verdict = await verdictOf(lab, idea, name, found);
  return step(lab, `${name}: verdict`, Novelty, async () => verdict);
}

/** Checks are numbered from the second one on. The last one counts as long as the idea does not have its verdict. */
function nameOfCheck(lab: Checking, { Name, novelty }: Idea): string {
  const named = (check: number) => (check === 1 ? `novelty of ${Name}` : `novelty of ${Name}, check ${check}`);
  // Journals of 0.1.0 do not tell of the verdict, which stands in the idea alone.
  let check = novelty && isDone(lab, `${named(1)}: round 1`) ? 2 : 1;
  while (isDone(lab, `${named(check)}: verdict`)) check++;
  return named(novelty || check === 1 ? check : check - 1);
}

async function verdictOf(lab: Checking, idea: Idea, name: string, found: SearchOfRound[]): Promise<Novelty> {
  const rounds = lab.parameters.noveltyRounds;
  for (let round = 1; round <= rounds; round++) {
    const answer = await ask(lab, {
      ...judgeNovelty(lab.template, idea, found, round, rounds),
      name: `${name}: round ${round}`,
    });
    if (answer.verdict) return noveltyIn({ ...answer, verdict: answer.verdict }, found);
    if (answer.query) found.push(await search(lab, name, answer.query, round));
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

async function search(lab: Checking, name: string, query: string, round: number): Promise<SearchOfRound> {
  const result = await step(lab, `${name}: search ${round}`, SearchResultShape, () =>
    lab.literature.search(query, lab.signal),
  );
  return { query, result };
}
