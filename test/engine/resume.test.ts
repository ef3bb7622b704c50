import { beforeAll, describe, expect, test } from "vitest";
import { pursue } from "../../src/engine/pipeline";
import type { Researcher } from "../../src/engine/ports/researcher";
import { next, nothingYet } from "../../src/research/run-view";
import { fakeLab } from "../fakes/lab";
import { CutJournal, idea, PowerCut, template, type World, world } from "./rehearsal-world";

function walk({ workspace, compute, disk, model }: World, cutAfter = Number.POSITIVE_INFINITY) {
  const journal = new CutJournal(disk, cutAfter);
  const lab = fakeLab({ model, workspace, compute, journal, template });
  return pursue({ ...lab, researcher: askingTwice(lab.researcher) }, idea);
}

/** Accepts everything, but asks for a comment on the first hunk of one change of the code and one of the paper. */
function askingTwice(researcher: Researcher): Researcher {
  return {
    ...researcher,
    async reviewChange(change, signal) {
      const { intent, hunks } = change;
      const commented = hunks.some(({ added }) => added.some((line) => /^\s*[#%]/.test(line)));
      const asks = ["run 1, attempt 1", "paper, Results"].includes(intent.step) && !commented;
      if (asks) return { type: "request", hunk: hunks[0]!, text: "Please explain this." };
      return researcher.reviewChange(change, signal);
    },
  };
}

describe("a power cut after any event of a whole rehearsal", () => {
  let undisturbed: World;
  let result: Awaited<ReturnType<typeof walk>>;
  beforeAll(async () => {
    undisturbed = world();
    result = await walk(undisturbed);
  });

  test("the undisturbed idea has runs, a recovered edit, a recovered crash, two requests, a paper and two reviews", () => {
    const notes = undisturbed.disk.of("noted").map(({ text }) => text);
    expect(notes.some((text) => /could not be used/.test(text))).toBe(true);
    expect(notes.some((text) => /crashed with exit code 1/.test(text))).toBe(true);
    expect(undisturbed.compute.started.filter((id) => id.startsWith("run_")).length).toBeGreaterThanOrEqual(3);
    const { requests } = undisturbed.disk.history.reduce(next, nothingYet);
    expect(requests.map(({ step, state }) => [step, state])).toEqual([
      ["run 1, attempt 1, request 1", "answered"],
      ["paper, Results, request 1", "answered"],
    ]);
    expect(result.reviews).toHaveLength(2);
  });

  test("resuming ends in the same commits, jobs, paper and reviews, and asks at most one question again", async () => {
    const events = undisturbed.disk.history.length;
    for (let cut = 1; cut < events; cut++) {
      const disturbed = world();
      await expect(walk(disturbed, cut), `cut after event ${cut} of ${events}`).rejects.toThrow(PowerCut);
      const resumed = await walk(disturbed);
      const where = `after event ${cut}: ${JSON.stringify(disturbed.disk.history[cut - 1]).slice(0, 120)}`;
      expect(resumed, where).toEqual(result);
      expect(disturbed.workspace.commits, where).toEqual(undisturbed.workspace.commits);
      expect(disturbed.compute.started, where).toEqual(undisturbed.compute.started);
      expect(disturbed.model.asked.length - undisturbed.model.asked.length, where).toBeLessThanOrEqual(1);
    }
  });
});

test("an interrupted step has not failed; it is begun again", async () => {
  const interrupted = world();
  const stop = new AbortController();
  const lab = fakeLab({
    model: interrupted.model,
    workspace: interrupted.workspace,
    compute: interrupted.compute,
    journal: interrupted.disk,
    template,
  });
  const asked = {
    ...lab,
    signal: stop.signal,
    researcher: { ...lab.researcher, approveLaunch: async () => Promise.reject(stop.abort("closed")) },
  };
  await expect(pursue(asked, idea)).rejects.toBeUndefined();
  expect(interrupted.disk.of("step-failed")).toEqual([]);
  await walk(interrupted);
  expect(interrupted.compute.started[0]).toBe("run_0-attempt-1");
});
