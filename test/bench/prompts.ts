import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rehearsalModel } from "../../src/adapters/language-model/rehearsal";
import { pursue } from "../../src/engine/pipeline";
import { next, nothingYet } from "../../src/research/run-view";
import { Template } from "../../src/research/template";
import { addUsage, noUsage, type Usage } from "../../src/research/usage";
import { FakeCompute, type Program } from "../fakes/compute";
import { FakeJournal } from "../fakes/journal";
import { fakeLab } from "../fakes/lab";
import { FakeWorkspace } from "../fakes/workspace";

/** Prompt tokens of the original's ten published sessions, a paper: 10.65 M / 10. */
const ORIGINAL = 1_065_000;

/** A whole idea of 2d_diffusion with every stage, on the rehearsal model, and what its prompts weigh. */
export async function measurePrompts(root: string) {
  const read = (path: string) => readFileSync(join(root, "templates/2d_diffusion", path), "utf8");
  const manifest = JSON.parse(read("template.json"));
  const { system, task_description: task } = JSON.parse(read("prompt.json"));
  const template = Template.parse({ manifest, system, task, seedIdeas: JSON.parse(read("seed_ideas.json")) });
  const sources = ["experiment.py", "plot.py", "latex/template.tex", ...Object.keys(manifest.locked)];
  const workspace = new FakeWorkspace(Object.fromEntries(sources.map((path) => [path, read(path)])));
  const journal = new FakeJournal();
  const model = rehearsalModel({ mistakes: false });
  await pursue(
    fakeLab({ model, workspace, compute: new FakeCompute(workspace, program), journal, template }),
    template.seedIdeas[0]!,
  );
  const { costs } = journal.history.reduce(next, nothingYet);
  const total = Object.values(costs).reduce<Usage>((sum, { usage }) => addUsage(sum, usage), noUsage);
  return {
    stages: costs,
    total,
    ratioToOriginal: total.input / ORIGINAL,
    stableShare: total.cachedInput / total.input,
  };
}

/** Four data sets, four metrics, three seeds, as the template has them; numbers that shrink from run to run. */
const program: Program = (job) => {
  if (job.command.includes("plot.py")) return { code: 0, files: { "kl_divergence.png": "PNG", "samples.png": "PNG" } };
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
