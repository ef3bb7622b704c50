import type { Idea } from "../../research/idea";
import { nearDuplicateOf } from "../../research/idea";
import { askForTurns } from "../ask";
import type { Conversing } from "../lab";
import type { ProjectText } from "../prompts/context";
import { type IdeaAnswer, proposeIdea, reflectOnIdea } from "../prompts/generate-ideas";
import { tellOnce } from "../tell-once";
import { enterStage } from "./enter-stage";

/**
 * Thinks up `count` ideas on top of `archive`, each seeing all before it. Near-duplicates are refused and said. Each finished
 * idea is handed to `found` at once.
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
  for (let number = archive.length + 1; number <= archive.length + count; number++) {
    const { idea } = await oneIdea(lab, project, [...archive, ...ideas], number);
    const complete: Idea = lab.model.rehearsal ? { ...idea, rehearsal: true } : idea;
    const known = nearDuplicateOf(complete, [...archive, ...ideas]);
    if (known) await tellOnce(lab, `“${idea.Title}” repeats “${known.Title}” and was not added.`);
    else {
      ideas.push(complete);
      await found(complete);
    }
  }
  return ideas;
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
