import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { bundleIdea } from "../../src/adapters/project/bundle/bundle-idea";
import { verdictsOf } from "../../src/research/reproduction";
import { git } from "../adapters/workspace/a-repository";
import { aMeasuredIdea, SLUG } from "./a-measured-idea";
import { aiScientist } from "./program";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

async function aProject(manifest?: object): Promise<string> {
  const project = await aMeasuredIdea(manifest);
  made.push(project, `${project}-out`);
  mkdirSync(`${project}-out`);
  return project;
}

async function aBundle(manifest?: object): Promise<string> {
  const project = await aProject(manifest);
  const target = join(`${project}-out`, "wider.zip");
  await bundleIdea({ folder: project }, SLUG, target);
  return target;
}

describe("a paper's runs, run again", () => {
  test("from a bundle alone: every number beside the paper's, with what is another machine's said", async () => {
    const bundle = await aBundle();
    const { code, stdout, stderr } = await aiScientist(["reproduce", bundle, "--yes", "--json"]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("run 1 “Double width”: {python} experiment.py")]);
    const { reproduction, folder } = JSON.parse(stdout);
    expect(folder).toBe(join(bundle.replace(".zip", "-reproduced"), "1"));
    expect(verdictsOf(reproduction)).toEqual({ reproduced: 2, differs: 0, "not-comparable": 2 });
    const [baseline] = reproduction.runs;
    expect(baseline.numbers).toMatchObject([
      { metric: "loss", reason: "same", seeds: { paper: 3, again: 3 } },
      { metric: "fit_time", reason: "other-hardware" },
    ]);
    expect(baseline.differences).toContainEqual(expect.objectContaining({ what: "cpu", paper: "Another CPU" }));
    expect(JSON.parse(readFileSync(join(folder, "reproduction.json"), "utf8"))).toEqual(reproduction);
  });

  test("from an idea: chosen runs only, the idea untouched; asked again, the table is shown and nothing runs", async () => {
    const project = await aProject();
    const before = [git(project, "for-each-ref"), git(project, "status", "--porcelain")];
    const journal = readFileSync(join(project, ".ai-scientist/ideas", SLUG, "journal.jsonl"), "utf8");
    const first = await aiScientist(["reproduce", project, "--runs", "1", "--yes"]);
    expect([first.code, first.stdout]).toEqual([0, expect.stringContaining("1 of 2 numbers reproduced within noise")]);
    const again = await aiScientist(["reproduce", project, "--runs", "1"]);
    expect([again.code, again.stdout]).toEqual([0, first.stdout]);
    expect([git(project, "for-each-ref"), git(project, "status", "--porcelain")]).toEqual(before);
    expect(readFileSync(join(project, ".ai-scientist/ideas", SLUG, "journal.jsonl"), "utf8")).toBe(journal);
  });

  test("says of a number that does not come again that it differs", async () => {
    const bundle = await aBundle({ scales: { smoke: { env: { SHIFT: "0.5" } } } });
    const { stdout } = await aiScientist(["reproduce", bundle, "--runs", "0", "--yes"]);
    expect(stdout).toMatch(/loss \(toy\) .* differs .* further apart than seeds and repeats explain/);
    const shown = ["reproduce", bundle, "--runs", "0"];
    expect([(await aiScientist(shown)).code, (await aiScientist([...shown, "--strict"])).code]).toEqual([0, 1]);
  });

  test("of another bundle under the same name is begun anew, and that is said before anything runs", async () => {
    const bundle = await aBundle();
    const first = JSON.parse((await aiScientist(["reproduce", bundle, "--yes", "--json"])).stdout);
    expect(first.reproduction.why).toContain("of none is it known that the paper prints its numbers");
    copyFileSync(await aBundle({ description: "Another study." }), bundle);
    const other = await aiScientist(["reproduce", bundle, "--yes", "--json"]);
    expect(other.stderr).toContain(
      `! This bundle is not the one that was reproduced under this name before (${first.folder})`,
    );
    expect(JSON.parse(other.stdout).folder).toBe(join(dirname(first.folder), "2"));
    // Asked again, it is the second that is shown.
    const again = await aiScientist(["reproduce", bundle, "--json"]);
    expect(JSON.parse(again.stdout).folder).toBe(join(dirname(first.folder), "2"));
  });

  test("are those that the paper prints, where it has any", async () => {
    const project = await aProject();
    const worktree = join(project, ".ai-scientist/worktrees", SLUG);
    const journal = readFileSync(join(project, ".ai-scientist/ideas", SLUG, "journal.jsonl"), "utf8");
    const loss = Number(/"metric":"loss"[^}]*?"mean":([\d.]+)/.exec(journal.split("Double width")[1]!)![1]);
    const paper = `\\documentclass{article}\\begin{document}\\section{Results}\nWith double width the loss is ${loss.toFixed(4)}.\n\\end{document}\n`;
    mkdirSync(join(worktree, "latex"), { recursive: true });
    writeFileSync(join(worktree, "latex/template.tex"), paper);
    git(worktree, "add", "--all", "--force", "latex");
    git(worktree, "commit", "--quiet", "--message", "paper");
    const { stdout, stderr } = await aiScientist(["reproduce", project, "--yes", "--json"]);
    expect(stderr).toContain("Runs 1: the paper prints their numbers. Left out are 0 (Baseline).");
    expect(JSON.parse(stdout).reproduction.runs.map(({ number }: { number: number }) => number)).toEqual([1]);
  });

  test("runs nothing without a decision, and goes on where it stopped", async () => {
    const bundle = await aBundle();
    const asked = await aiScientist(["reproduce", bundle]);
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining("A decision is needed")]);
    const folder = join(bundle.replace(".zip", "-reproduced"), "1");
    expect(existsSync(join(folder, "study/.ai-scientist/ideas", SLUG, "jobs"))).toBe(false);
    rmSync(bundle);
    writeFileSync(bundle, "gone");
    expect((await aiScientist(["reproduce", bundle, "--yes"])).code).toBe(0);
  });

  test("needs data that git does not know: an idea's are there, a bundle's must be put there", async () => {
    const project = await aProject({ data: ["data"] });
    mkdirSync(join(project, "data"));
    writeFileSync(join(project, "data/points.csv"), "1\n");
    expect((await aiScientist(["reproduce", project, "--runs", "0", "--yes"])).code).toBe(0);
    const target = join(`${project}-out`, "b.zip");
    await bundleIdea({ folder: project }, SLUG, target);
    const missing = await aiScientist(["reproduce", target, "--yes"]);
    expect(missing.stderr).toContain("The runs need “data”, which a bundle does not hold. Put it at");
    mkdirSync(join(dirname(target), "b-reproduced/1/study/data"));
    expect((await aiScientist(["reproduce", target, "--yes"])).code).toBe(0);
  });

  test("refuses a template that would reach the programs around an experiment", async () => {
    const bundle = await aBundle({ scales: { smoke: { env: { NODE_OPTIONS: "--require=/tmp/evil.js" } } } });
    const { code, stderr } = await aiScientist(["reproduce", bundle, "--yes"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("its template.json sets NODE_OPTIONS")]);
  });

  test("that are not there, or of no bundle and no project, are a mistake in the command", async () => {
    const project = await aProject();
    const runs = await aiScientist(["reproduce", project, "--runs", "7", "--yes"]);
    expect([runs.code, runs.stderr]).toEqual([
      2,
      "There is no measured run 7. They are: 0 (Baseline), 1 (Double width).\n",
    ]);
    expect(existsSync(join(project, ".ai-scientist/reproductions", SLUG))).toBe(false);
    expect((await aiScientist(["reproduce", join(project, "nothing.zip")])).code).toBe(2);
    const bundle = join(`${project}-out`, "cut.zip");
    await bundleIdea({ folder: project }, SLUG, bundle);
    writeFileSync(bundle, readFileSync(bundle).subarray(0, -200));
    const cut = await aiScientist(["reproduce", bundle, "--yes"]);
    expect([cut.code, cut.stderr]).toEqual([
      2,
      expect.stringContaining("It is no zip archive, or its end is missing."),
    ]);
    expect(readdirSync(dirname(bundle))).toEqual(["cut.zip"]);
    expect((await aiScientist(["reproduce", project, "--runs", "one"])).code).toBe(2);
  });
});
