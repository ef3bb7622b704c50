import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ideaFolder, type Machine } from "../../src/adapters/project/desk";
import type { Compute, Job } from "../../src/engine/ports/compute";
import { drawFigure } from "./drawn-figure";

type Started = { readonly at: number; readonly ends: number; readonly job: Job };

/**
 * Runs that only take time, on a machine that outlives the program: what was started goes on, and ends when it would have ended. They
 * leave numbers that depend on the run alone.
 */
export function simulatedMachine(project: string, milliseconds: number): Machine {
  return (slug, worktree) => {
    const fileOf = (id: string) => join(ideaFolder(project, slug), "jobs", id, "simulated.json");
    const startedJob = (id: string): Started => JSON.parse(readFileSync(fileOf(id), "utf8"));
    return {
      place: "a simulated machine",
      probe: async () => ({ interpreter: "python", python: "3.11", packages: {}, problems: [] }),
      async submit(job) {
        if (!existsSync(fileOf(job.id))) {
          mkdirSync(join(fileOf(job.id), ".."), { recursive: true });
          const at = Date.now();
          writeFileSync(fileOf(job.id), JSON.stringify({ at, ends: at + milliseconds * (0.75 + spread(slug)), job }));
        }
        return job.id;
      },
      async *watch(id, signal) {
        const { at, ends } = startedJob(id);
        await wait(Math.max(0, ends - Date.now()), undefined, { signal });
        yield {
          type: "ended",
          end: {
            how: { type: "exited", code: 0 },
            stdoutEnd: "step 1",
            stderrEnd: "",
            seconds: (ends - at) / 1000,
            violations: [],
          },
        };
      },
      async collect(id) {
        return { files: leave(startedJob(id).job, worktree, spread(slug)), environment: ENVIRONMENT };
      },
      cancel: async () => undefined,
    } satisfies Compute;
  };
}

const ENVIRONMENT = { gpus: ["Simulated GPU"], packages: { numpy: "2.0.0" }, cpu: "Simulated CPU", python: "3.11.7" };

/** From 0 to 0.5, by the name. */
function spread(name: string): number {
  return ([...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 50) / 100;
}

function leave({ id, collect }: Job, worktree: string, noise: number): string[] {
  if (!id.startsWith("run_")) {
    drawFigure(worktree, "mse_by_run.png");
    return ["mse_by_run.png", ".figures.json"];
  }
  const folder = collect[0]!;
  const number = Number(/run_(\d+)/.exec(id)![1]);
  const means = (base: number) => ({
    means: { test_mse: base / (1 + number) + noise / 100, worst_mse: base, fit_time: 0.5 },
  });
  mkdirSync(join(worktree, folder), { recursive: true });
  const info = { sine: means(0.02), steps: means(0.03), chirp: means(0.2) };
  writeFileSync(join(worktree, folder, "final_info.json"), JSON.stringify(info));
  return [`${folder}/final_info.json`];
}
