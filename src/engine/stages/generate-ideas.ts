import * as z from "zod";
import type { Idea } from "../../research/idea";
import { nearDuplicateOf } from "../../research/similar-ideas";
import { askForTurns } from "../ask";
import type { Conversing } from "../lab";
import { type IdeaAnswer, proposeIdea, reflectOnIdea } from "../prompts/generate-ideas";
import type { ProjectText } from "../prompts/project-text";
import { step } from "../step";
import { tellOnce } from "../tell-once";
import { enterStage } from "./enter-stage";

/**
 * Thinks up `count` ideas on top of `archive`, each seeing all before it and what the researcher rejected. Near-duplicates of
 * either are refused and said. Each finished idea is handed to `found` at once.
 */
export async function generateIdeas(
  lab: Conversing,
  project: ProjectText,
  archive: readonly Idea[],
  count: number,
  found: (idea: Idea) => Promise<void>,
): Promise<Idea[]> {
  await enterStage(lab, "ideas");
  const ideas: Idea[] = [];
  const first = firstNumber(lab, archive);
  for (let number = first; number < first + count; number++) {
    const known = [...archive, ...ideas];
    const { idea } = await oneIdea(lab, project, known, number);
    const complete: Idea = lab.model.rehearsal ? { ...idea, rehearsal: true } : idea;
    const twin = nearDuplicateOf(complete, known);
    await step(lab, `idea ${number}: kept`, z.boolean(), async () => {
      if (twin) await tellOnce(lab, `“${idea.Title}” repeats “${twin.Title}”${fate(twin)} and was not added.`);
      else await found(complete);
      return twin === undefined;
    });
    if (!twin) ideas.push(complete);
  }
  return ideas;
}

export function fate({ rejected }: Idea): string {
  return rejected ? ", which the researcher rejected," : "";
}

/** Numbers go on after the last idea that was kept or refused, so that one that was interrupted is finished first. */
function firstNumber({ journal }: Conversing, archive: readonly Idea[]): number {
  const done = journal.history.flatMap((event) => {
    const number = event.type === "step-finished" && /^idea (\d+): kept$/.exec(event.step)?.[1];
    return number ? [Number(number)] : [];
  });
  return done.length > 0 ? Math.max(...done) + 1 : archive.length + 1;
}

async function oneIdea(
  lab: Conversing,
  project: ProjectText,
  archive: readonly Idea[],
  number: number,
): Promise<IdeaAnswer> {
  const question = proposeIdea(project, archive, number);
  let { value, turns } = await askForTurns(lab, question);
  const rounds = lab.parameters.ideaReflections;
  for (let round = 1; round <= rounds && !value.done; round++) {
    ({ value, turns } = await askForTurns(lab, reflectOnIdea(question, turns, round, rounds)));
  }
  return value;
}
