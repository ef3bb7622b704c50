import type { Idea, Novelty } from "../../research/idea";
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
    if (answer.verdict) return { verdict: answer.verdict, reason: answer.thought, papers: answer.papers };
    if (answer.query) found.push(await search(lab, idea, answer.query, round));
  }
  return { verdict: "unknown", reason: `No decision after ${rounds} rounds of searching.`, papers: [] };
}

async function search(lab: Checking, idea: Idea, query: string, round: number): Promise<SearchOfRound> {
  const name = `novelty of ${idea.Name}: search ${round}`;
  const result = await step(lab, name, SearchResultShape, () => lab.literature.search(query, lab.signal));
  return { query, result };
}
