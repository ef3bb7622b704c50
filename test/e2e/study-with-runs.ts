import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { makeProject, type ProjectFolder } from "./project";

export const slug = "adaptive-bandwidth";
const at = "2026-01-02T03:04:05.000Z";
const idea = {
  ...{ Name: "adaptive_bandwidth", Title: "Bandwidths That Follow the Data", Experiment: "Let the width follow." },
  ...{ Interestingness: 7, Feasibility: 9, Novelty: 5 },
};

/** Name, what changed, the bandwidth and ridge in the code, and how the errors came out relative to the baseline's. */
const RUNS = [
  ["Baseline", "The experiment as it is.", 0.3, "1e-3", 1],
  ["Half bandwidth", "The kernel's bandwidth is halved.", 0.15, "1e-3", 0.78],
  ["Quarter bandwidth", "The kernel's bandwidth is a quarter of the baseline's.", 0.075, "1e-3", 0.64],
  ["Double bandwidth", "The kernel's bandwidth is doubled.", 0.6, "1e-3", 1.41],
  ["Weaker ridge", "A tenth of the ridge penalty.", 0.3, "1e-4", 0.995],
  ["Bandwidth by leave-one-out", "The bandwidth is chosen by leave-one-out error.", 0.1, "1e-3", 0.7],
] as const;

/** An idea with six runs that were measured, one that crashed and one that does not count, as journal, branch and files tell it. */
export function studyWithRuns(): ProjectFolder {
  const project = makeProject("test/fixtures/templates/plain_numpy");
  const worktree = project.worktree(slug);
  const template = {
    metrics: { test_mse: { direction: "lower", primary: true }, fit_time: { unit: "s", judged: false } },
  };
  writeFileSync(join(project.folder, "template.json"), JSON.stringify(template));
  project.git(project.folder, "add", "-A");
  project.git(project.folder, "commit", "-q", "-m", "Say which way is good");
  mkdirSync(project.ideaFolder(slug), { recursive: true });
  writeFileSync(join(project.ideaFolder(""), "../.gitignore"), "*\n");
  project.git(project.folder, "worktree", "add", "-q", "-b", `ai-scientist/${slug}`, worktree);
  const measured = RUNS.map((run, number) => aRun(project, number, run));
  const events = [
    { type: "opened", format: 1, subject: idea.Name, rehearsal: true },
    { type: "step-finished", step: "idea", result: idea },
    { type: "stage-entered", stage: "experiments" },
    ...measured.flatMap(({ number }) => jobEvents(number)),
    ...[...measured, ...runsWithoutNumbers(measured.at(-1)!.commit)].map((run) => ({ type: "run-recorded", run })),
    { type: "ended", how: "paused", reason: "Paused by the researcher." },
  ];
  const lines = events.map((event) => `${JSON.stringify({ ...event, at })}\n`);
  writeFileSync(join(project.ideaFolder(slug), "journal.jsonl"), lines.join(""));
  writeFileSync(join(worktree, "error_by_run.png"), aPicture(48, 32));
  writeFileSync(join(worktree, "run_1/fit.png"), aPicture(32, 32));
  return project;
}

/** The paper as it stands becomes the one that the idea's way has typeset last. */
export function typesetOnItsWay(project: ProjectFolder): void {
  const worktree = project.worktree(slug);
  project.git(worktree, "add", "-A");
  project.git(worktree, "-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", "Write the paper");
  const commit = project.git(worktree, "rev-parse", "HEAD").trim();
  const paper = { title: "Bandwidths", source: "latex/template.tex", commit, pages: 1, problems: [] };
  const events = [
    { type: "stage-entered", stage: "paper" },
    { type: "step-finished", step: "paper: typeset 1", result: paper },
  ];
  const file = join(project.ideaFolder(slug), "journal.jsonl");
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const at = "2026-01-02T03:04:06.000Z";
  const written = [...lines.slice(0, -1), ...events.map((event) => JSON.stringify({ ...event, at })), lines.at(-1)];
  writeFileSync(file, `${written.join("\n")}\n`);
}

function aRun(
  project: ProjectFolder,
  number: number,
  [name, description, bandwidth, ridge, factor]: (typeof RUNS)[number],
) {
  const worktree = project.worktree(slug);
  const file = join(worktree, "experiment.py");
  const code = readFileSync(file, "utf8")
    .replace(/^bandwidth = .*$/m, `bandwidth = ${bandwidth}`)
    .replace(/^ridge = .*$/m, `ridge = ${ridge}`);
  writeFileSync(file, code);
  project.git(worktree, "add", "-A");
  project.git(worktree, "-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m", name);
  const commit = project.git(worktree, "rev-parse", "HEAD").trim();
  const folder = join(worktree, `run_${number}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "curves.json"), JSON.stringify(curves(number, factor)));
  writeFileSync(join(folder, "final_info.json"), "{}");
  const log = join(project.ideaFolder(slug), `jobs/run_${number}-attempt-1`);
  mkdirSync(log, { recursive: true });
  writeFileSync(join(log, "stdout.log"), `sine: test mse ${0.0123 * factor}\n`);
  const measurements = measurementsOf(number, factor);
  const environment = { host: "this machine", gpus: [], packages: {} };
  const outcome = { type: "measured", measurements, warnings: [] };
  return { number, name, description, commit, attempt: 1, outcome, environment, seconds: 41 + 7 * number };
}

function measurementsOf(number: number, factor: number) {
  const base: Record<string, number> = { sine: 0.0123, steps: 0.0381, chirp: 0.0846 };
  const errors = Object.entries(base).map(([dataset, mean], place) => {
    const shift = 1 + (factor - 1) * (place === 1 ? 0.25 : 1);
    return measurement(
      dataset,
      "test_mse",
      seeds(number + place).map((noise) => mean * shift * (1 + 0.05 * noise)),
    );
  });
  const times = Object.keys(base).map((dataset) =>
    measurement(
      dataset,
      "fit_time",
      seeds(number).map((noise) => 3 + noise),
    ),
  );
  return [...errors, ...times];
}

function measurement(dataset: string, metric: string, perSeed: readonly number[]) {
  return { dataset, metric, mean: perSeed.reduce((sum, value) => sum + value, 0) / perSeed.length, perSeed };
}

/** Five numbers about zero, the same each time they are asked for. */
function seeds(which: number): number[] {
  return [0, 1, 2, 3, 4].map((seed) => Math.sin(17.3 * which + 5.1 * seed + 1));
}

function curves(number: number, factor: number) {
  const x = Array.from({ length: 60 }, (_, step) => (step + 1) * 50);
  const entries = [0, 1, 2].map((seed) => {
    const y = x.map(
      (step) =>
        0.05 * factor + 0.35 * Math.exp(-step / (250 + 450 * factor)) + 0.004 * Math.sin(step / 40 + seed + number),
    );
    return [`val_loss (seed ${seed})`, { x, y, xLabel: "step" }];
  });
  return { sine: Object.fromEntries(entries) };
}

function jobEvents(number: number) {
  const step = number === 0 ? "baseline" : `run ${number}, attempt 1`;
  return [
    { type: "step-finished", step: `${step}: job`, result: `run_${number}-attempt-1` },
    { type: "step-finished", step: `${step}: outcome`, result: {} },
  ];
}

function runsWithoutNumbers(commit: string) {
  const common = { commit, attempt: 1, seconds: 3 };
  const stderrEnd = "Traceback (most recent call last):\nValueError: matrix is singular";
  const crash = { type: "crashed", exitCode: 1, stdoutEnd: "", stderrEnd };
  const invalid = {
    type: "invalid",
    reasons: ["The guard “no-leak” failed: the test points are among the training points."],
    lastLines: "",
  };
  return [
    { ...common, number: 6, name: "No ridge", description: "The ridge penalty is left out.", outcome: crash },
    {
      ...common,
      number: 7,
      name: "More points",
      description: "Training points from the whole interval.",
      outcome: invalid,
    },
  ];
}

/** A PNG of vertical stripes. */
function aPicture(width: number, height: number): Buffer {
  const row = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: width }, (_, x) => Buffer.from([80, 130 + (x % 8) * 12, 200])),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const content = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", content), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}
