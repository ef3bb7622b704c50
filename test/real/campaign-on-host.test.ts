import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { slotsHeldIn } from "../../src/research/campaign";
import { aiScientist, type Ended, linesOf, startProgram } from "./program";
import { foreignProject, forgetProjects, journalOf, readTextOr } from "./projects";
import { type AnotherHost, startHost } from "./remote-host";

let host: AnotherHost;
let project: string;
let ended: Ended;
const campaign = () => journalOf(join(project, ".ai-scientist/campaigns/spring"));
const journalsOf = () =>
  readdirSync(join(project, ".ai-scientist/ideas")).map((slug) =>
    journalOf(join(project, ".ai-scientist/ideas", slug)),
  );

/** Two ideas on two slots of one host, killed while both of their baselines run there, and begun again. */
beforeAll(async () => {
  host = startHost("h200-lab", 42);
  const experiment = readFileSync("test/fixtures/templates/plain_numpy/experiment.py", "utf8");
  project = foreignProject({ "experiment.py": `${experiment}\ntime.sleep(2)\n` });
  const env = { PATH: host.found, AI_SCIENTIST_COMPUTE_REMOTE_PYTHON: process.env.AI_SCIENTIST_PYTHON };
  const command = ["campaign", project, "--name", "spring", "--json"];
  const options = ["--ideas", "2", "--slots", "2", "--compute", "ssh:lab", "--model", "rehearsal"];
  const first = startProgram([...command, ...options, "--accept", "auto", "--scale", "smoke"], { env });
  const started = () => readTextOr(join(project, ".ai-scientist/campaigns/spring/journal.jsonl"), "");
  while ((started().match(/campaign-slot-taken/g) ?? []).length < 2 && first.child.exitCode === null) await wait(50);
  await wait(1500);
  first.child.kill("SIGKILL");
  await first.ended;
  ended = await aiScientist(command, { env });
});
afterAll(() => {
  host?.stop();
  forgetProjects();
});

test("both come to their papers, with each slot taken in turn and none left", () => {
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  expect(linesOf(ended.stdout).at(-1)).toMatchObject({ how: "done", reason: "Of 2 ideas: 2 ended with a paper." });
  const taken = campaign().filter(({ type }) => type === "campaign-slot-taken");
  expect(new Set(taken.map(({ slot }) => slot))).toEqual(new Set(["ssh:lab 1", "ssh:lab 2"]));
  expect(slotsHeldIn(campaign()).size).toBe(0);
});

test("every run was made on the host, each once, and nothing runs there any more", () => {
  const journals = journalsOf();
  const runs = journals.flatMap((events) => events.flatMap(({ type, run }) => (type === "run-recorded" ? [run] : [])));
  expect(runs.length).toBeGreaterThanOrEqual(4);
  expect(new Set(runs.map(({ environment }) => environment.host))).toEqual(new Set(["h200-lab"]));
  const submitted = journals.flat().filter(({ type, step }) => type === "step-finished" && step.endsWith(": job"));
  expect(readdirSync(join(host.home, ".ai-scientist/jobs"))).toHaveLength(submitted.length);
  expect(host.running()).toEqual([]);
});
