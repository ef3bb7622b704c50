import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Compute, Job, JobEvent } from "../../src/engine/ports/compute";
import type { LanguageModel } from "../../src/engine/ports/language-model";
import { Template } from "../../src/research/template";
import type { FakeJournal } from "./journal";
import type { FakeWorkspace } from "./workspace";

type RecordedJob = {
  readonly finalInfo?: unknown;
  readonly files: string[];
  readonly environment: { gpus: string[]; packages: Record<string, string> };
  readonly how: { type: "exited"; code: number };
  readonly seconds: number;
};

/** A recorded idea: its answers by step, its jobs' results, and the project that it was about. */
export function readTranscript(folder: string) {
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  const manifest = JSON.parse(read("project/template.json"));
  const { system, task_description: task } = JSON.parse(read("project/prompt.json"));
  const paths = ["experiment.py", "plot.py", "latex/template.tex", ...Object.keys(manifest.locked)];
  return {
    answers: JSON.parse(read("answers.json")) as Record<string, string>,
    jobs: JSON.parse(read("jobs.json")) as Record<string, RecordedJob>,
    idea: JSON.parse(read("idea.json")),
    template: Template.parse({ manifest, system, task, seedIdeas: [] }),
    files: Object.fromEntries(paths.map((path) => [path, read(`project/${path}`)])),
  };
}

/** Answers each step with what was answered then. A step that was not asked then is a failure that names it. */
export function replayedModel(
  answers: Readonly<Record<string, string>>,
  journal: FakeJournal,
): LanguageModel & { readonly used: Set<string> } {
  const used = new Set<string>();
  return {
    name: "transcript",
    rehearsal: false,
    price: { input: 0, cachedInput: 0, output: 0 },
    capabilities: {
      contextTokens: 1e6,
      maxOutputTokens: 16_000,
      schema: "none",
      temperature: true,
      usage: "estimated",
    },
    used,
    async *stream() {
      const step = journal.of("step-started").at(-1)!.step;
      const text = answers[step];
      if (text === undefined)
        throw new Error(`Nothing was answered to “${step}”: ${journal.of("noted").at(-1)?.text ?? ""}`);
      used.add(step);
      yield { type: "delta", text };
      yield { type: "end", finish: "stop" };
    },
  };
}

/** Jobs that end as they ended then. */
export function replayedCompute(jobs: Readonly<Record<string, RecordedJob>>, workspace: FakeWorkspace): Compute {
  const submitted = new Map<string, Job>();
  const recorded = (id: string) => jobs[stepOf(id)]!;
  return {
    place: "a transcript",
    probe: async () => ({ interpreter: "python", python: "3.11", packages: {}, problems: [] }),
    async submit(job) {
      submitted.set(job.id, job);
      return job.id;
    },
    async *watch(id): AsyncIterable<JobEvent> {
      const { how, seconds } = recorded(id);
      yield { type: "ended", end: { how, stdoutEnd: "", stderrEnd: "", seconds, violations: [] } };
    },
    async collect(id) {
      const { finalInfo, files, environment } = recorded(id);
      if (!finalInfo) return { files, environment };
      const path = `${submitted.get(id)!.collect[0]}/final_info.json`;
      workspace.worktree[path] = JSON.stringify(finalInfo);
      return { files: [...new Set([...files, path])], environment };
    },
    cancel: async () => {},
  };
}

/** `run_2-attempt-1` → `run 2, attempt 1: outcome` */
function stepOf(id: string): string {
  if (id === "run_0-attempt-1") return "baseline: outcome";
  return `${id.replace("run_", "run ").replace("-attempt-", ", attempt ")}: outcome`;
}
