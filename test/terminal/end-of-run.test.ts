import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { RunEvent } from "../../src/research/run-event";
import { next, nothingYet, type RunView } from "../../src/research/run-view";
import { wayOn } from "../../src/terminal/end-of-run";
import { aiScientist, jsonFile, startProgram } from "../real/program";
import { forgetProjects, ideaOf, journalOf, tinyProject } from "../real/projects";

afterAll(forgetProjects);

function after(...steps: string[]): RunView {
  const events = steps.map(
    (step): RunEvent => ({ type: "step-finished", step, result: "x", at: "2026-11-26T12:00:00.000Z" }),
  );
  return events.reduce(next, nothingYet);
}

test("an idea that is over has no way on, one that is not says it, with what it launched and nobody saw end", () => {
  const here = { folder: "my study", idea: undefined };
  expect(wayOn(after("baseline: job"), { how: "done" }, here)).toEqual([]);
  expect(wayOn(after("baseline: job"), { how: "stopped" }, here)).toEqual([]);
  expect(wayOn(after("baseline: job", "baseline: outcome"), { how: "paused" }, here)).toEqual([
    "Go on with: ai-scientist resume 'my study'",
  ]);
  expect(wayOn(after("baseline: job", "baseline: outcome", "run 1: job"), { how: "paused" }, here)).toEqual([
    "“run 1” was launched and goes on without this terminal until it is over. To end it: ai-scientist stop 'my study'",
    "Go on with: ai-scientist resume 'my study'",
  ]);
  expect(wayOn(after(), { how: "budget" }, { folder: "study", idea: "wide" })).toEqual([
    "Go on with: ai-scientist resume study --idea wide --budget <US dollars>",
  ]);
});

test("Ctrl-C leaves the run that was launched, says so, and stop ends it", async () => {
  const project = tinyProject("time.sleep(600)");
  const { child, ended } = startProgram(
    ["run", project, "--idea", "local_bandwidth", "--model", "rehearsal", "--accept", "auto"],
    {},
  );
  const jobs = () => join(ideaOf(project).folder, "jobs");
  const isLaunched = () =>
    existsSync(join(project, ".ai-scientist/ideas")) &&
    existsSync(jobs()) &&
    readdirSync(jobs()).some((job) => existsSync(join(jobs(), job, "started.json"))) &&
    journalOf(ideaOf(project).folder).some(({ type, step }) => type === "step-finished" && step === "baseline: job");
  await expect.poll(isLaunched).toBe(true);
  child.kill("SIGINT");
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain(
    `Paused by the researcher.\n\n“baseline” was launched and goes on without this terminal until it is over. To end it: ai-scientist stop ${project}\nGo on with: ai-scientist resume ${project}\n`,
  );
  const job = join(jobs(), readdirSync(jobs())[0]!);
  const { pid } = jsonFile(job, "supervisor.json");
  expect(isAlive(pid)).toBe(true);
  expect(await aiScientist(["stop", project])).toMatchObject({
    code: 0,
    stderr: "local_bandwidth: Stopped by the researcher.\n",
  });
  await expect.poll(() => isAlive(pid)).toBe(false);
  expect(JSON.parse((await aiScientist(["status", project, "--json"])).stdout).ideas).toMatchObject([
    { ending: { how: "stopped" } },
  ]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
