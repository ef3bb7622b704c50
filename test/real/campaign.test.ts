import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slotsHeldIn } from "../../src/research/campaign";
import { manyIdeas } from "../bench/parts/fifty.mjs";
import { aiScientist, type Ended, linesOf, startProgram } from "./program";
import { foreignProject, forgetProjects, ideaOf, journalOf } from "./projects";

afterAll(forgetProjects);

/** Steps that were finished more than once, by their names. */
function doneTwice(events: readonly { readonly type: string; readonly step?: string }[]): string[] {
  const names = events.flatMap(({ type, step }) => (type === "step-finished" && step ? [step] : []));
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe("two ideas at a terminal, killed in the middle and begun again", () => {
  let project: string;
  let killed: Ended;
  let ended: Ended;
  const command = () => ["campaign", project, "--name", "spring", "--json"];

  beforeAll(async () => {
    project = foreignProject();
    const options = ["--ideas", "2", "--slots", "2", "--model", "rehearsal", "--accept", "auto", "--scale", "smoke"];
    const first = startProgram([...command(), ...options]);
    const isUnderWay = () =>
      existsSync(join(project, ".ai-scientist/ideas")) && journalOf(ideaOf(project).folder).length >= 120;
    while (!isUnderWay() && first.child.exitCode === null) await wait(50);
    first.child.kill("SIGKILL");
    killed = await first.ended;
    ended = await aiScientist([...command(), "--export", join(project, "table.csv"), join(project, "table.tex")]);
  });

  test("both end with a paper, and the same command needs to be told nothing twice", () => {
    expect(killed.code, killed.stderr).toBeNull();
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    expect(linesOf(ended.stdout).at(-1)).toMatchObject({
      type: "result",
      campaign: "spring",
      how: "done",
      reason: "Of 2 ideas: 2 ended with a paper.",
      table: [{ model: "rehearsal", ideas: 2, experimentsPassed: 2, completedPapers: 2, cost: 0, rehearsal: true }],
    });
  });

  test("no step was done twice, and no slot is left taken", () => {
    const names = linesOf(ended.stdout).flatMap(({ type, slug }) => (type === "idea" ? [slug] : []));
    for (const slug of new Set(names)) expect(doneTwice(journalOf(ideaOf(project, slug).folder))).toEqual([]);
    const campaign = journalOf(join(project, ".ai-scientist/campaigns/spring"));
    expect(slotsHeldIn(campaign).size).toBe(0);
  });

  test("the table is there for a spreadsheet and for a paper, and the archive has the scores", () => {
    expect(readFileSync(join(project, "table.csv"), "utf8")).toMatch(
      /^Model,.*\nrehearsal,experiment,2,0,2,2,neurips \(1–10\),\d/,
    );
    expect(readFileSync(join(project, "table.tex"), "utf8")).toContain("\\begin{tabular}");
    const archive = JSON.parse(readFileSync(join(project, "ideas.json"), "utf8"));
    expect(archive.map(({ Score }: { Score?: number }) => typeof Score)).toEqual(["number", "number"]);
  });

  test("a wrong one is told what is wrong, with nothing begun", async () => {
    const wrong = await aiScientist(["campaign", project, "--name", "autumn", "--slots", "2"]);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain("Say how many ideas are to be tried");
    const place = await aiScientist(["campaign", project, "--ideas", "2", "--compute", "local,nowhere"]);
    expect(place).toMatchObject({ code: 2 });
    expect(place.stderr).toContain("nowhere is no place for experiments");
    expect(existsSync(join(project, ".ai-scientist/campaigns/autumn"))).toBe(false);
  });
});

test("a handful of ideas with simulated runs, killed twice: the table adds up and nothing was done twice", async () => {
  const ideas = 4;
  const { code, kills, journals, campaign, result, archive } = await manyIdeas({
    ...{ ideas, slots: 3, runMilliseconds: 300, killsAt: [0.2, 0.5] },
  });
  expect(kills.map(({ signal }) => signal)).toEqual(["SIGKILL", "SIGKILL"]);
  expect(code).toBe(0);
  expect(result?.ending).toEqual({ how: "done", reason: `Of ${ideas} ideas: ${ideas} ended with a paper.` });
  const scores = archive.map(({ Score }) => Score ?? 0);
  expect(result?.table).toEqual([
    {
      ...{
        model: "rehearsal",
        template: "experiment",
        ideas,
        novel: Math.ceil(ideas / 2),
        experimentsPassed: ideas,
        completedPapers: ideas,
      },
      scale: "neurips (1–10)",
      ...{ meanScore: scores.reduce((sum, score) => sum + score, 0) / ideas, maxScore: Math.max(...scores) },
      ...{ cost: 0, unpriced: false, rehearsal: true },
    },
  ]);
  for (const events of journals) expect(doneTwice(events)).toEqual([]);
  expect(slotsHeldIn(campaign).size).toBe(0);
});
