import { describe, expect, test } from "vitest";
import { rehearsalModel } from "../../../../src/adapters/language-model/rehearsal";
import { editsAnswer } from "../../../../src/engine/edits-answer";
import { judgeNovelty } from "../../../../src/engine/prompts/check-novelty";
import { proposeIdea, reflectOnIdea } from "../../../../src/engine/prompts/generate-ideas";
import { describeFigures, proposePlots } from "../../../../src/engine/prompts/plot-results";
import { failureText, judgeRun, planRuns, proposeChange } from "../../../../src/engine/prompts/run-experiments";
import type { Findings, PlannedRun } from "../../../../src/research/findings";
import type { Idea } from "../../../../src/research/idea";
import { nearDuplicateOf } from "../../../../src/research/similar-ideas";
import { baselineOf, contextOf, diffusion, hear, measuredRun, plain, type Study } from "./small-study";

describe.each([
  ["the diffusion template", diffusion],
  ["a plain numpy script", plain],
])("on %s", (_, study) => {
  test("five ideas in a row differ from one another and are done after one reflection", async () => {
    const archive: Idea[] = [...study.template.seedIdeas];
    for (let number = 1; number <= 5; number++) {
      const question = proposeIdea(
        { template: study.template, scale: "smoke", files: study.files, locked: {} },
        archive,
        number,
      );
      const first = await hear(question);
      const second = await hear(reflectOnIdea(question, first.turns, 1, 3));
      expect(first.value.done).toBe(false);
      expect(second.value.done).toBe(true);
      expect(nearDuplicateOf(second.value.idea, archive)).toBeUndefined();
      archive.push(second.value.idea);
    }
  });

  test("an idea of its own is planned as it was meant", async () => {
    const { value } = await hear(
      proposeIdea(
        { template: study.template, scale: "smoke", files: study.files, locked: {} },
        study.template.seedIdeas,
        1,
      ),
    );
    const plan = await hear(planRuns({ ...contextOf(study), idea: value.idea }, baselineOf(study)));
    expect(value.idea.Experiment).toContain(plan.value.runs[0]!.change);
    expect(value.idea.Experiment).toContain(plan.value.runs[1]!.change);
  });

  test("every planned run is an edit that changes the program", async () => {
    for (const idea of study.template.seedIdeas) {
      const context = { ...contextOf(study), idea };
      const { runs } = (await hear(planRuns(context, baselineOf(study)))).value;
      expect(runs).toHaveLength(2);
      for (const planned of runs) {
        const request = {
          planned,
          number: 1,
          attempt: 1,
          files: study.files,
          failure: "",
          remarks: [],
          origin: "Baseline",
          later: [],
        };
        const heard = await hear(proposeChange(context, baselineOf(study), request, editsAnswer(study.files)));
        expect(heard.problems).toEqual([]);
        expect(heard.value.hunks[0]).toMatchObject({
          path: "experiment.py",
          title: expect.stringContaining(planned.name),
        });
      }
    }
  });

  test("two measured runs end the experiments, with a lesson that names numbers of the table", async () => {
    const context = contextOf(study);
    const [main, control] = await plannedRuns(study);
    const one = withRun(study, baselineOf(study), main, 0.7);
    const first = await hear(judgeRun(context, one, { run: one.runs[0]!, planned: main }, [control]));
    expect(first.value).toMatchObject({ next: "continue", runs: [{ name: control.name, change: control.change }] });
    const two = withRun(study, one, control, 1.001);
    const second = await hear(judgeRun(context, two, { run: two.runs[1]!, planned: control }, []));
    expect(second.value).toMatchObject({ next: "finish", runs: [] });
    expect(first.value.lesson).toMatch(/\d/);
  });

  test("the legend gets the measured runs, and each figure a description", async () => {
    const [main, control] = await plannedRuns(study);
    const findings = withRun(study, withRun(study, baselineOf(study), main, 0.7), control, 1.2);
    const request = { name: "plots, attempt 1", mending: false, plotPy: study.plotPy, failure: undefined, remarks: [] };
    const answer = editsAnswer({ "plot.py": study.plotPy });
    const plots = await hear(proposePlots(contextOf(study), findings, request, answer));
    expect(plots.value.edits[0]!.after).toContain(
      `    "run_0": "Baseline",\n    "run_1": "${main.name}",\n    "run_2": "${control.name}",\n`,
    );
    const names = ["kl_divergence.png", "samples.png"];
    const drawn = { name: "plots: descriptions", figures: names };
    const described = await hear(describeFigures(contextOf(study), findings, plots.value.edits[0]!.after, drawn));
    expect(described.value.figures.map(({ path }) => path)).toEqual(names);
  });
});

async function plannedRuns(study: Study): Promise<[PlannedRun, PlannedRun]> {
  const { runs } = (await hear(planRuns(contextOf(study), baselineOf(study)))).value;
  return [runs[0]!, runs[1]!];
}

function withRun(study: Study, findings: Findings, planned: PlannedRun, factor: number): Findings {
  return { ...findings, runs: [...findings.runs, measuredRun(study, findings.runs.length + 1, planned, factor)] };
}

test.each([
  [0, ["Progress sampling", "Reweighted progress sampling"]],
  [1, ["Noise-gated frequencies", "Fewer coordinate frequencies"]],
])(
  "seed idea %i of the diffusion template is planned with the change that it asks for and its control",
  async (at, names) => {
    const context = { ...contextOf(diffusion), idea: diffusion.template.seedIdeas[at]! };
    const { runs } = (await hear(planRuns(context, baselineOf(diffusion)))).value;
    expect(runs.map(({ name }) => name)).toEqual(names);
  },
);

test("with mistakes, the first SEARCH matches nothing and is repaired when asked", async () => {
  const [planned] = await plannedRuns(diffusion);
  const request = {
    planned,
    number: 1,
    attempt: 1,
    files: diffusion.files,
    failure: "",
    remarks: [],
    origin: "Baseline",
    later: [],
  };
  const question = proposeChange(contextOf(diffusion), baselineOf(diffusion), request, editsAnswer(diffusion.files));
  const heard = await hear(question, rehearsalModel({ mistakes: true }));
  expect(heard.problems).toHaveLength(1);
  expect(heard.problems[0]).toContain("experiment.py");
});

test.each([
  ["diffusion", diffusion],
  ["plain", plain],
])(
  "with mistakes, the second run of %s crashes on an undefined name and is repaired from its traceback",
  async (_, study) => {
    const model = rehearsalModel({ mistakes: true });
    const idea = {
      ...study.template.seedIdeas[0]!,
      Experiment: "Halve the learning rate, the ridge or the bandwidth.",
    };
    const context = { ...contextOf(study), idea };
    const [main, control] = (await hear(planRuns(context, baselineOf(study)))).value.runs;
    const findings = withRun(study, baselineOf(study), main!, 0.7);
    const first = {
      planned: control!,
      number: 2,
      attempt: 1,
      files: study.files,
      failure: "",
      remarks: [],
      origin: "Baseline",
      later: [],
    };
    const broken = await hear(proposeChange(context, findings, first, editsAnswer(study.files)), model);
    const crashed = broken.value.edits[0]!.after;
    const name = /\bnew_\w+/i.exec(crashed)![0];
    const stderrEnd = `NameError: name '${name}' is not defined`;
    const failure = failureText({ type: "crashed", exitCode: 1, stdoutEnd: "", stderrEnd });
    const files = { "experiment.py": crashed };
    const again = {
      planned: control!,
      number: 2,
      attempt: 2,
      files,
      failure,
      remarks: [],
      origin: "Baseline",
      later: [],
    };
    const repaired = await hear(proposeChange(context, findings, again, editsAnswer(files)), model);
    const unbroken = await hear(proposeChange(context, findings, first, editsAnswer(study.files)));
    expect(repaired.value.edits[0]!.after).toBe(unbroken.value.edits[0]!.after);
    expect(repaired.value.hunks[0]!.why).toContain(name);
  },
);

test("novelty is unknown when the searches failed, and decided after two that did not", async () => {
  const idea = diffusion.template.seedIdeas[0]!;
  const failed = { papers: [], problem: "429" };
  const paper = {
    title: "Something Else Entirely",
    authors: ["A"],
    venue: "V",
    year: 2020,
    citations: 3,
    abstract: "It is about boats.",
    kind: "misc" as const,
    bibtex: "",
    verified: "",
  };
  const same = { ...paper, title: `${idea.Title} in Practice` };
  const verdictAfter = async (result: { papers: (typeof paper)[]; problem?: string }) => {
    const found = [1, 2].map((number) => ({ query: `query ${number}`, result }));
    return (await hear(judgeNovelty(diffusion.template, idea, found, 3, 10))).value;
  };
  expect((await hear(judgeNovelty(diffusion.template, idea, [], 1, 10))).value.query).toMatch(/\w+ \w+/);
  expect(await verdictAfter(failed)).toMatchObject({ verdict: "unknown" });
  expect(await verdictAfter({ papers: [paper] })).toMatchObject({ verdict: "novel" });
  expect(await verdictAfter({ papers: [paper, same] })).toMatchObject({
    verdict: "overlaps",
    papers: [{ title: same.title, year: 2020 }],
  });
});
