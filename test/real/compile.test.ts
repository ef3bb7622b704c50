import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { aiScientist, startProgram } from "./program";
import { aFolder, forgetProjects, ideaOf, journalOf, tinyProject } from "./projects";

afterAll(forgetProjects);

test("compile: the PDF's path, pages and problems; an error is exit 1 and stands on its own line", async () => {
  const paper = join(aFolder(), "paper.tex");
  writeFileSync(paper, "\\documentclass{article}\n\\begin{document}\nHello\n\\end{document}\n");
  const good = await aiScientist(["compile", paper, "--json"]);
  expect(good.code, good.stderr).toBe(0);
  const { pdf, pages, problems } = JSON.parse(good.stdout);
  expect({ there: existsSync(pdf), pages, problems }).toEqual({ there: true, pages: 1, problems: [] });
  expect((await aiScientist(["compile", paper])).stdout).toBe(`${pdf}\n`);

  writeFileSync(paper, "\\documentclass{article}\n\\begin{document}\nHello\n\\nosuchcommand\n\\end{document}\n");
  const bad = await aiScientist(["compile", paper, "--json"]);
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.stdout).problems).toContainEqual(
    expect.objectContaining({ file: paper, line: 4, severity: "error", rule: "undefined-command" }),
  );
  expect((await aiScientist(["compile", paper])).stderr).toContain(`${paper}:4: error: `);
});

test("interrupted it is exit 130; resumed, the same job is watched to its end", async () => {
  const project = tinyProject('time.sleep(4)\njson.dump({"a": {"means": {"loss": 1.0}}}, open(out, "w"))');
  const run = ["run", project, "--idea", "local_bandwidth", "--accept", "auto", "--budget", "0"];
  const keyed = { env: { OPENAI_API_KEY: "sk-nobody" } };
  const { child, ended } = startProgram([...run, "--model", "openai:nobody-is-asked", "--json"], keyed);
  while (!existsSync(join(project, ".ai-scientist/ideas")) || !jobIsSubmitted(project)) await wait(50);
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 130, stdout: expect.stringContaining('"how":"paused"') });
  expect(await aiScientist(["resume", project], keyed)).toMatchObject({ code: 4 });
  const submitted = journalOf(ideaOf(project).folder).filter(
    ({ type, step }) => type === "step-finished" && step === "baseline: job",
  );
  expect(submitted).toHaveLength(1);
});

function jobIsSubmitted(project: string): boolean {
  return journalOf(ideaOf(project).folder).some(
    ({ type, step }) => type === "step-finished" && step === "baseline: job",
  );
}
