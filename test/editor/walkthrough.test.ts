import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { milestones } from "../../src/editor/models/milestones";
import { begun, board, recordOf } from "./a-board";
import { type Context, holds } from "./when";

const ROOT = join(__dirname, "../..");
const { contributes } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const [walkthrough] = contributes.walkthroughs;
type Step = { id: string; media: { svg: string }; completionEvents: string[] };
const steps = walkthrough.steps as Step[];

/** The steps that are ticked when these keys are set. */
function ticked(context: Context): string[] {
  const done = ({ completionEvents }: Step) =>
    completionEvents.every((event) => holds(event.replace(/^onContext:/, ""), context));
  return steps.filter(done).map(({ id }) => id);
}

describe("the walkthrough", () => {
  test("has five steps, each ticked by what is so and never by a click", () => {
    expect(steps.map(({ id }) => id)).toEqual(["project", "model", "setup", "launch", "review"]);
    const events = steps.flatMap(({ completionEvents }) => completionEvents);
    expect(events).toHaveLength(5);
    expect(events.filter((event) => !event.startsWith("onContext:aiScientist."))).toEqual([]);
  });

  test("a fresh window has nothing ticked; a green setup ticks itself and not what comes after", () => {
    expect(ticked({ "aiScientist.place": "no-folder", "aiScientist.setup": "unknown" })).toEqual([]);
    const open = { "aiScientist.place": "project", "aiScientist.hasModel": true, "aiScientist.setup": "ready" };
    expect(ticked(open)).toEqual(["project", "model", "setup"]);
    expect(ticked({ ...open, "aiScientist.setup": "missing" })).toEqual(["project", "model"]);
  });

  test("pictures are small drawings in the colours of the theme, without words", () => {
    for (const { media } of steps) {
      const file = join(ROOT, media.svg);
      expect(existsSync(file)).toBe(true);
      expect(statSync(file).size).toBeLessThan(8000);
      const drawing = readFileSync(file, "utf8");
      expect(drawing).not.toMatch(/<text|<image|<script|href=/);
      expect(drawing.match(/(?:fill|stroke)="#/g)).toBeNull();
    }
  });
});

describe("what was done in a project", () => {
  const finished = (step: string) => ({ type: "step-finished", step, result: {} }) as const;

  test("nothing, then a model, a launched baseline, and a change that was approved", () => {
    const none = { hasModel: false, launched: false, approved: false };
    expect(milestones(board(undefined, { settings: { ...board(undefined).settings, model: "" } }))).toEqual(none);
    const launched = begun({ record: recordOf(finished("baseline: job")) });
    expect(milestones(board(launched))).toEqual({ hasModel: true, launched: true, approved: false });
    const turnedDown = begun({ record: recordOf(finished("baseline: job"), finished("run 1, attempt 1: commit")) });
    expect(milestones(board(turnedDown)).approved).toBe(false);
    const commit = { ...finished("run 1, attempt 1: commit"), result: { commit: "0123456" } };
    const approved = begun({ record: recordOf(finished("baseline: job"), commit) });
    expect(milestones(board(approved))).toEqual({ hasModel: true, launched: true, approved: true });
  });
});
