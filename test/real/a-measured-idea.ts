import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJournal } from "../../src/adapters/journal/jsonl-journal";
import { openGitWorkspace } from "../../src/adapters/workspace/git-workspace";
import { readFinalInfo } from "../../src/research/metrics";
import { anIntent, aRepository, asProposed } from "../adapters/workspace/a-repository";

export const SLUG = "wider-layer";

/** Three seeds of a number with noise; \`WIDTH\` is what a run changes. It reads data that git does not know, where there are any. */
export const EXPERIMENT = `import json, os, random, sys
WIDTH = 1
out = sys.argv[1].split("=", 1)[1]
shift = float(os.environ.get("SHIFT", "0"))
losses = [1 / WIDTH + shift + random.Random(seed).gauss(0, 0.01) for seed in range(3)]
os.makedirs(out, exist_ok=True)
found = {"toy": {"means": {"loss": sum(losses) / 3, "fit_time": 0.5}, "final_info_dict": {"loss": losses}}}
json.dump(found, open(os.path.join(out, "final_info.json"), "w"))
`;

const FILES = {
  "experiment.py": EXPERIMENT,
  "plot.py": "print('nothing')\n",
  "prompt.json": JSON.stringify({ system: "You study layers.", task_description: "A layer." }),
  "seed_ideas.json": "[]",
  ".gitignore": ".ai-scientist\ndata\n",
};

/** A project whose idea was begun, changed once and measured twice, as its journal and its branch would have it. */
export async function aMeasuredIdea(manifest: object = {}): Promise<string> {
  const project = aRepository({ ...FILES, "template.json": JSON.stringify(manifest) });
  const workspace = openGitWorkspace({ project, slug: SLUG, rehearsal: true });
  const base = await workspace.open();
  const after = EXPERIMENT.replace("WIDTH = 1", "WIDTH = 2");
  await workspace.propose([{ path: "experiment.py", before: EXPERIMENT, after }], anIntent());
  await workspace.accept((await workspace.undecided()).map(({ id }) => id));
  const changed = (await workspace.commit(anIntent(), asProposed))!;
  const folder = join(project, ".ai-scientist/ideas", SLUG);
  const journal = await openJournal(folder, { subject: "Wider", rehearsal: true });
  const result = { Name: "wider_layer", Title: "A Wider Layer", Experiment: "Double it.", ...RATINGS };
  await journal.append({ type: "step-finished", step: "idea", result });
  await journal.append({ type: "run-recorded", run: recorded(0, "Baseline", base, EXPERIMENT) });
  await journal.append({ type: "run-recorded", run: recorded(1, "Double width", changed, after) });
  await journal.close();
  return project;
}

const RATINGS = { Interestingness: 5, Feasibility: 5, Novelty: 5 };

/** Measured by running the program here, on a machine of another name. */
function recorded(number: number, name: string, commit: string, program: string) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "measured-")));
  execFileSync(process.env.AI_SCIENTIST_PYTHON ?? "python3", ["-c", program, `--out_dir=${folder}`]);
  const { measurements } = readFinalInfo(readFileSync(join(folder, "final_info.json"), "utf8"));
  const environment = { gpus: ["H100"], cpu: "Another CPU", packages: { numpy: "1.0.0" }, scale: "smoke" };
  const outcome = { type: "measured", measurements, warnings: [] };
  return { number, name, description: "", commit, attempt: 1, outcome, environment, seconds: 2 };
}
