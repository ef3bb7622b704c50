import * as z from "zod";
import { type Idea, IdeaSource } from "../../research/idea";
import { jsonAnswer } from "../answers";
import type { Question } from "../ask";
import { GOOD_IDEA, HONEST_RATINGS, IDEA_FIELDS, IdeaAnswer, ideasSoFar } from "./generate-ideas";
import { type ProjectText, projectContext } from "./project-text";
import { data, SCIENTIST } from "./scientist";

/** Something to read: a paper, or what a service of literature has of one. */
export type Reading = {
  readonly title: string;
  readonly text: string;
  readonly link?: string;
  readonly file?: string;
};

const MOST_POINTS = 8;

const Point = z.object({
  kind: IdeaSource.shape.kind.unwrap(),
  point: z.string().min(10),
  quote: z.string(),
});

export const PointsOfPaper = z.object({ title: z.string().default(""), points: z.array(Point) });
export const PointsOfAbstracts = z.object({ points: z.array(Point.extend({ paper: z.number().int() })) });

/** What a point rests on: words of one of the readings, which were found there. */
export type SourcedPoint = z.infer<typeof Point> & Pick<Reading, "title" | "link" | "file">;

/** What one paper leaves open, and what it offers to this project. The code is not shown: nothing is proposed yet. */
export function pointsOfPaper(
  { template }: ProjectText,
  reading: Reading,
  name: string,
): Question<z.infer<typeof PointsOfPaper>> {
  return {
    ...distilling(name, template),
    question: `# A paper to learn from
${data("paper", `${reading.title}\n\n${reading.text}`)}

# Your task: say what this paper leaves open, and what it offers
${WHAT_POINTS_ARE}
Answer with JSON: {"title": "the paper's title as it is printed above", "points": [${POINT}]}`,
    answer: jsonAnswer("points", PointsOfPaper),
  };
}

/** The same of many works, of which the abstracts are known. */
export function pointsOfAbstracts(
  { template }: ProjectText,
  readings: readonly Reading[],
  name: string,
): Question<z.infer<typeof PointsOfAbstracts>> {
  const listed = readings.map(({ title, text }, index) => `${index + 1}. ${title}\n${text}`);
  return {
    ...distilling(name, template),
    question: `# Abstracts to learn from
${data("search results", listed.join("\n\n"))}

# Your task: say what these papers leave open, and what they offer
${WHAT_POINTS_ARE}
Answer with JSON: {"points": [{"paper": 2, ${POINT.slice(1)}]}, where "paper" is a number above.`,
    answer: jsonAnswer("points", PointsOfAbstracts),
  };
}

const WHAT_POINTS_ARE = `At most ${MOST_POINTS} points that could become a question for the project above, those first that say most about it; fewer where fewer are worth a run, none where nothing touches it. A point is
- a "limitation": what was not tested, does not hold, or could not be explained;
- a "question": what is named as open, or what the results ask without answering;
- a "method": a device, a control or a measure that this project could take over.
Say each in one sentence of your own, and give the words of the text that say so: one sentence, or the part of it that matters, copied letter for letter and at most 300 characters long. A point whose words are not in the text is thrown away.
`;
const POINT = `{"kind": "limitation" | "question" | "method", "point": "…", "quote": "…"}`;

function distilling(name: string, { system, task }: ProjectText["template"]) {
  return { name, stage: "ideas" as const, system: SCIENTIST, context: [`# The project\n${system}\n\n${task}`] };
}

const Distilled = z.object({
  ideas: z.array(z.object({ from: z.array(z.number().int()), thought: z.string(), idea: IdeaAnswer.shape.idea })),
});

/** Ideas of which each goes back to points by their numbers. */
export function ideasFromPoints(
  project: ProjectText,
  archive: readonly Idea[],
  points: readonly SourcedPoint[],
  most: number,
  name: string,
): Question<z.infer<typeof Distilled>> {
  const listed = points.map(
    ({ kind, point, quote, title }, index) => `${index + 1}. ${kind}, “${title}”: ${point}\n   “${quote}”`,
  );
  return {
    name,
    stage: "ideas",
    system: SCIENTIST,
    context: [projectContext(project)],
    question: `${ideasSoFar(archive)}
# What papers leave open, and what they offer
${data("points", listed.join("\n"))}

# Your task: distil ideas from these points
At most ${most}, one where one is worth its runs; none where no point leads to one that this code can answer. Each answers one of the points above or brings two together, and says in "from" which, by their numbers. Do not repeat what the paper did: ask what it left open, here. ${GOOD_IDEA}

${HONEST_RATINGS}

Answer with one JSON object, an empty list where there is none:
{"ideas": [{"from": [1], "thought": "what the point leaves open, the mechanism you suspect, and what the runs will be", ${IDEA_FIELDS}}]}`,
    answer: jsonAnswer("ideas", Distilled),
  };
}
