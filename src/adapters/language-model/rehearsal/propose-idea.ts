import { jsonIn } from "../../../engine/answers";
import { type Asked, baselineFiles, partOf } from "./asked";
import { type Field, fieldOf } from "./fields";
import { capitals, ideaTitle } from "./idea-titles";
import type { Move } from "./move";
import { movesIn, relevance } from "./moves";
import { metricsIn } from "./results";
import { tableRows } from "./tables";
import { metricLabel } from "./wording";

/** An idea about something that the code really has, and that no row of the archive asks about yet. */
export function proposeIdea(asked: Asked): string {
  const archive = [/^Ideas so far/, /^Ideas that the researcher rejected/].flatMap((heading) =>
    tableRows(partOf(asked.parts, heading)),
  );
  const field = fieldOf(partOf(asked.parts, /^The project/));
  const candidates = candidatesFrom(movesIn(baselineFiles(asked.parts)), field);
  const known = (candidate: Candidate) => archive.some((row) => repeats(candidate, row.name ?? "", row.title ?? ""));
  const candidate = candidates.find((one) => !known(one)) ?? candidates.at(-1);
  if (!candidate) return JSON.stringify(withoutSettings(field), null, 1);
  return JSON.stringify(
    { thought: thoughtAbout(candidate), idea: ideaFrom(candidate, deciding(asked)), done: false },
    null,
    1,
  );
}

type Candidate = { readonly name: string; readonly title: string; readonly main: Move; readonly control: Move };

/** One idea for each topic, one for each pair of topics, then the second variant of each topic. */
function candidatesFrom(moves: readonly Move[], field: Field): Candidate[] {
  const topics = [...new Set(moves.map(({ topic }) => topic))];
  const firsts = topics.flatMap((topic) => moves.find((move) => move.topic === topic) ?? []);
  const single = firsts.map((main) => {
    const control = moves.find((move) => move.topic === main.topic && move !== main) ?? controlFor(main, firsts);
    return {
      name: named(`${main.topic}_${main.setting ? "sensitivity" : "test"}`),
      title: ideaTitle(main, field),
      main,
      control,
    };
  });
  const pairs = firsts.flatMap((main, index) =>
    firsts.slice(index + 1).map((control) => ({
      name: named(`${main.topic}_or_${control.topic}`),
      title: ideaTitle(main, field, control),
      main,
      control,
    })),
  );
  return [...single, ...pairs, ...otherWays(moves, firsts, field)];
}

function otherWays(moves: readonly Move[], firsts: readonly Move[], field: Field): Candidate[] {
  return moves
    .filter((move) => !firsts.includes(move))
    .map((main) => ({
      name: named(`${main.name}_alone`),
      title: `${capitals(main.name)}: Does the Other Direction Serve ${field.title} as Well?`,
      main,
      control: controlFor(main, firsts),
    }));
}

function controlFor(main: Move, firsts: readonly Move[]): Move {
  const fitting = firsts.find((move) => move.topic === main.control);
  return fitting ?? firsts.find((move) => move.setting && move.topic !== main.topic) ?? main;
}

function named(text: string): string {
  return text
    .toLowerCase()
    .replace(/\W+/g, "_")
    .replace(/^[^a-z]+/, "")
    .slice(0, 64);
}

/** The same name, nearly the same title, or a title that is about the same move. */
function repeats({ name, title, main }: Candidate, knownName: string, knownTitle: string): boolean {
  const [a, b] = [title, knownTitle].map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu)));
  const shared = [...(a ?? [])].filter((word) => b?.has(word)).length;
  const alike = shared / Math.max(1, (a?.size ?? 0) + (b?.size ?? 0) - shared) >= 0.7;
  return name === knownName || alike || (!main.setting && relevance(main, knownTitle) >= 3);
}

function thoughtAbout({ main, control }: Candidate): string {
  return `The question is whether ${main.setting ? `the ${main.setting.name}` : `“${main.name.toLowerCase()}”`} decides what this model reaches. ${main.mechanism} No row of the table tests it. The runs are “${main.name}” and, to separate the explanations, “${control.name}”.`;
}

function ideaFrom({ name, title, main, control }: Candidate, metric: string) {
  const second =
    control.topic === main.topic
      ? `Second run, the same thing moved another way: ${control.change}`
      : `Second run, as a control that leaves the first change out: ${control.change}`;
  return {
    Name: name,
    Title: title,
    Experiment: `${main.change} ${main.mechanism} ${second} Data, evaluation, seeds and the number of training steps are held equal, and each run starts from the baseline. Report every data set on its own, with the mean and its interval over the seeds, and what the change costs in time and parameters; no value is tuned after a result was seen, and a run that fails to help is reported like the others. The ${metric} decides. ${main.expectation} The idea is refuted if the first run shows no clear difference, or if the second one moves the ${metric} in the same way and by as much.`,
    Interestingness: main.setting ? 5 : 6,
    Feasibility: main.setting ? 9 : 8,
    Novelty: main.setting ? 3 : 4,
  };
}

/** The name of the metric that decides, in words. */
function deciding(asked: Asked): string {
  return metricLabel(metricsIn(asked.parts, [])[0]?.name ?? "primary metric");
}

function withoutSettings(field: Field) {
  const idea = {
    Name: "repeat_of_the_baseline",
    Title: `How Far Do Repetitions of ${field.title} Differ?`,
    Experiment:
      "The code names no constant that can be varied without touching data or evaluation. Repeat the baseline unchanged to learn the spread between repetitions, which any later comparison needs; the idea is refuted if the repetitions agree to all digits.",
    Interestingness: 3,
    Feasibility: 9,
    Novelty: 1,
  };
  return {
    thought: "Without a constant to turn, only the noise of the measurement can be asked about.",
    idea,
    done: true,
  };
}

/** The idea once more, with what makes it decidable; nothing is left to improve after that. */
export function reflectOnIdea(asked: Asked): string {
  const draft = jsonIn(asked.drafts.at(-1) ?? "") as { idea?: { Experiment?: string } } | undefined;
  const idea = draft?.idea ?? {};
  const experiment = idea.Experiment ?? "";
  const complete = experiment.includes(COUNTS) ? experiment : `${experiment} ${COUNTS}`;
  const thought =
    "Each run changes one constant or one rule, both exist in the code. What was missing is when an effect counts.";
  return JSON.stringify({ thought, idea: { ...idea, Experiment: complete }, done: true }, null, 1);
}

const COUNTS = "An effect counts only where the 95 % interval of the difference over the seeds excludes zero.";
