import * as z from "zod";
import { type Idea, IdeaName, noveltyVerdict } from "../../research/idea";
import { isKeptByWindows } from "../../research/windows-names";
import { jsonAnswer } from "../answers";
import type { Question } from "../ask";
import type { Message } from "../ports/language-model";
import { table } from "./evidence";
import { type ProjectText, projectContext } from "./project-text";
import { SCIENTIST } from "./scientist";

const Rating = z.number().int().min(1).max(10);

/** One idea as the model sends it. */
export const IdeaAnswer = z.object({
  thought: z.string(),
  done: z.boolean().describe("true when another round of reflection would not improve the idea"),
  idea: z.object({
    Name: IdeaName.refine((name) => !isKeptByWindows(name), "must be none of the names that Windows keeps for devices"),
    Title: z.string().min(8),
    Experiment: z.string().min(80),
    Interestingness: Rating,
    Feasibility: Rating,
    Novelty: Rating,
  }),
});
export type IdeaAnswer = z.infer<typeof IdeaAnswer>;

export function proposeIdea(project: ProjectText, archive: readonly Idea[], number: number): Question<IdeaAnswer> {
  return {
    name: `idea ${number}: proposal`,
    stage: "ideas",
    system: SCIENTIST,
    context: [projectContext(project)],
    question: `${ideasSoFar(archive)}
# Your task: propose one new idea
Think of one experiment that this code can answer and that a reader in the field would want to know. ${GOOD_IDEA}

${HONEST_RATINGS}

${ANSWER_SHAPE}`,
    answer: jsonAnswer("idea", IdeaAnswer),
  };
}

/** What there is already, and what the researcher does not want. */
export function ideasSoFar(archive: readonly Idea[]): string {
  return `# Ideas so far
${archiveTable(archive.filter(({ rejected }) => !rejected))}
${rejections(archive)}`;
}

export const GOOD_IDEA = `A good idea here
- asks a question with a mechanism behind it: say why you expect the effect, and what would prove you wrong;
- can be done by editing the editable files alone, with the data that is there, in a handful of runs of the same length;
- differs from every idea above in what is tested, not in its wording;
- has a control: what is held equal so that the outcome has one cause.
Prefer a question whose answer is worth knowing either way over a trick that may win.`;

export const HONEST_RATINGS =
  "Rate it honestly from 1 to 10: 5 is an ordinary workshop idea, 8 would surprise an expert; Feasibility is the chance that it works in this code within five runs.";

export const IDEA_FIELDS = `"idea": {
    "Name": "lowercase_with_underscores, at most five words",
    "Title": "as it would stand on a paper",
    "Experiment": "150 to 300 words, read by whoever plans and codes the runs: what to change in which function or constant, which runs to make, what is held equal, which metric decides and which result would refute the idea",
    "Interestingness": 1-10, "Feasibility": 1-10, "Novelty": 1-10
  }`;

const ANSWER_SHAPE = `Answer with one JSON object:
{
  "thought": "the question, the mechanism you suspect, why the table does not answer it, and what the runs will be",
  ${IDEA_FIELDS},
  "done": false (true in a later round, when a further one would not improve it)
}`;

/** Text for one cell of a table: at most 600 characters, cut between words. */
function cell(raw: string): string {
  const text = raw.replaceAll("\n", " ").replaceAll("|", "/").trim();
  return text.length <= 600 ? text : `${text.slice(0, 600).replace(/\s+\S*$/, "")} …`;
}

export function reflectOnIdea(
  question: Question<IdeaAnswer>,
  earlier: readonly Message[],
  round: number,
  rounds: number,
): Question<IdeaAnswer> {
  return {
    ...question,
    name: `${question.name}, reflection ${round}`,
    earlier,
    question: `# Round ${round} of at most ${rounds}: look at your idea as a sceptical supervisor would
Is the mechanism stated so that a result can refute it? Does each planned run change one thing? Is there a constant or function in the code that the plan forgot, or one that does not exist? Would the effect be visible above the noise between seeds? Are the ratings honest?
Improve the idea and send the same JSON again, whole. Keep its Name unless the idea became another one. Set "done" to true when a further round would not improve it; that may be said together with the last improvement.`,
  };
}

/** What the researcher turned down, and how to learn from it; nothing when they turned nothing down. */
function rejections(archive: readonly Idea[]): string {
  const rows = archive
    .filter(({ rejected }) => rejected)
    .map((idea) => [idea.Name, idea.Title, cell(idea.Experiment), cell(idea.rejected?.reason ?? "") || "none given"]);
  if (rows.length === 0) return "";
  return `
# Ideas that the researcher rejected
${table(["name", "title", "experiment", "reason"], rows)}

Learn from the reasons what this researcher does not want to spend runs on. An idea that shares a reason is unwanted too, whatever its topic; so is one of these in other words. Take no reason further than it goes: what it does not name stays open, and where none was given, nothing follows but that this one is unwanted.
`;
}

function noveltyCell(idea: Idea): string {
  const said = idea.novelty?.overruled;
  const verdict = noveltyVerdict(idea) ?? "not checked";
  return said ? cell(`${verdict}, as the researcher says: ${said.reason}`) : verdict;
}

/** Scores of several review forms are on several scales: each says which one. */
function scoreCell({ Score, ScoreForm }: Idea, severalForms: boolean): string {
  if (Score === undefined) return "–";
  return severalForms && ScoreForm !== undefined ? cell(`${Score} by ${ScoreForm}`) : String(Score);
}

/** The archive as the next idea sees it. */
export function archiveTable(archive: readonly Idea[]): string {
  if (archive.length === 0) return "None yet.";
  const ended = archive.some(({ outcome }) => outcome !== undefined);
  const severalForms =
    new Set(archive.flatMap(({ Score, ScoreForm }) => (Score === undefined ? [] : [ScoreForm]))).size > 1;
  const rows = archive.map((idea) => [
    idea.Name,
    idea.Title,
    cell(idea.Experiment),
    noveltyCell(idea),
    scoreCell(idea, severalForms),
    idea.own ? "their own idea" : idea.approved ? "approved" : "–",
    ...(ended ? [cell(idea.outcome ?? "–")] : []),
  ]);
  const columns = ["name", "title", "experiment", "novelty", "review score", "the researcher's word"];
  return table([...columns, ...(ended ? ["what became of it"] : [])], rows);
}
