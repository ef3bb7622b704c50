import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commonPrefix, rehearsalModel } from "../../src/adapters/language-model/rehearsal";
import { pursue } from "../../src/engine/pipeline";
import type { LanguageModel, ModelRequest } from "../../src/engine/ports/language-model";
import type { Idea } from "../../src/research/idea";
import type { Parameters } from "../../src/research/parameters";
import type { RunEvent } from "../../src/research/run-event";
import { Template } from "../../src/research/template";
import { estimateTokens, type Price, type Usage } from "../../src/research/usage";
import { FakeCompute, type Program } from "../fakes/compute";
import { FakeJournal } from "../fakes/journal";
import { fakeLab } from "../fakes/lab";
import { readTranscript, replayedCompute, replayedModel } from "../fakes/transcript";
import { FakeWorkspace } from "../fakes/workspace";

/** An idea that was walked to its end, with what it started from. */
export type WalkedIdea = {
  readonly name: string;
  readonly template: Template;
  readonly idea: Idea;
  readonly files: Readonly<Record<string, string>>;
  readonly history: readonly RunEvent[];
};

/** A whole idea of 2d_diffusion with every stage, on the rehearsal model. */
export async function rehearsedIdea(
  root: string,
  price?: Price,
  parameters: Partial<Parameters> = {},
): Promise<WalkedIdea> {
  const read = (path: string) => readFileSync(join(root, "templates/2d_diffusion", path), "utf8");
  const manifest = JSON.parse(read("template.json"));
  const { system, task_description: task } = JSON.parse(read("prompt.json"));
  const template = Template.parse({ manifest, system, task, seedIdeas: JSON.parse(read("seed_ideas.json")) });
  const sources = ["experiment.py", "plot.py", "latex/template.tex", ...Object.keys(manifest.locked)];
  const files = Object.fromEntries(sources.map((path) => [path, read(path)]));
  const workspace = new FakeWorkspace(files);
  const journal = new FakeJournal();
  const model = counted(rehearsalModel({ mistakes: false }), price);
  const compute = new FakeCompute(workspace, program);
  const idea = template.seedIdeas[0]!;
  await pursue(fakeLab({ model, workspace, compute, journal, template, parameters }), idea);
  return { name: "the rehearsal", template, idea, files, history: journal.history };
}

/** The recorded idea that a thinking reader answered, walked again. */
export async function recordedIdea(root: string, price?: Price): Promise<WalkedIdea> {
  const { answers, jobs, idea, template, files } = readTranscript(
    join(root, "test/fixtures/transcripts/sampling-noise"),
  );
  const workspace = new FakeWorkspace(files);
  const journal = new FakeJournal();
  const model = counted(replayedModel(answers, journal), price);
  const compute = replayedCompute(jobs, workspace) as FakeCompute;
  await pursue(fakeLab({ model, workspace, compute, journal, template }), idea);
  return { name: "the recorded idea", template, idea, files, history: journal.history };
}

/** A model as one that does not think before it answers, like those that answered here; with a price, where one is wanted. */
export const PLAIN_MODEL = "openai:gpt-4.1";

/** The tokens are counted as by a server with a prefix cache. */
function counted(model: LanguageModel, price?: Price): LanguageModel {
  const heard: string[] = [];
  return {
    ...model,
    ...(price ? { name: PLAIN_MODEL, price } : {}),
    async *stream(request) {
      let answer = "";
      for await (const event of model.stream(request)) {
        if (event.type === "usage") continue;
        if (event.type === "delta") answer += event.text;
        if (event.type === "end") yield { type: "usage", usage: usageOf(request, answer, heard) };
        yield event;
      }
    },
  };
}

function usageOf({ conversation }: ModelRequest, answer: string, heard: string[]): Usage {
  const prompt = conversation.map(({ role, text }) => `${role}\n${text}\n`).join("");
  const shared = heard.reduce((longest, earlier) => Math.max(longest, commonPrefix(earlier, prompt)), 0);
  heard.push(prompt);
  const [input, cachedInput] = [estimateTokens(prompt), estimateTokens(prompt.slice(0, shared))];
  return { input, cachedInput, output: estimateTokens(answer), reasoning: 0, source: "reported" };
}

const GUARDS = ["evaluator-used", "train-test-overlap", "no-copies", "fresh-noise"];
const PASSED = JSON.stringify(Object.fromEntries(GUARDS.map((name) => [name, { passed: true, detail: "It held." }])));

/** Four data sets, four metrics, three seeds, as the template has them; numbers that shrink from run to run. */
const program: Program = (job) => {
  if (job.command.includes("plot.py")) return { code: 0, files: { "kl_divergence.png": "PNG", "samples.png": "PNG" } };
  if (job.command.includes("guards.py")) return { code: 0, files: { [`${job.collect[0]}/guards.json`]: PASSED } };
  const factor = 1 / (1 + Number(/run_(\d)/.exec(job.id)![1]));
  const metrics = ["kl_divergence", "eval_loss", "training_time", "inference_time"];
  const seeds = (base: number) => [0, 0.01, 0.02].map((noise) => base * factor + noise);
  const dataset = (base: number) => ({
    means: Object.fromEntries(metrics.map((metric) => [metric, base * factor + 0.01])),
    final_info_dict: Object.fromEntries(metrics.map((metric) => [metric, seeds(base)])),
  });
  const info = { circle: dataset(0.6), dino: dataset(1.7), line: dataset(0.1), moons: dataset(1) };
  return { code: 0, files: { [`${job.collect[0]}/final_info.json`]: JSON.stringify(info) } };
};
