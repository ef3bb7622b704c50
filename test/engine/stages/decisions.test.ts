import { describe, expect, test } from "vitest";
import { makeChange } from "../../../src/engine/stages/make-change";
import {
  type Answer,
  accepting,
  after,
  asking,
  before,
  committed,
  DECIDED,
  hunkWith,
  intent,
  PATH,
  proposed,
  question,
  scene,
} from "./change";

const tally = { accepted: 3, rejected: 0, edited: 0, added: 0, onRequest: 0 };

/** Takes some hunks and rejects the rest. */
const taking =
  (...lines: string[]): Answer =>
  async (hunks, workspace) => {
    const taken = hunks.filter(({ added }) => added.some((line) => lines.includes(line))).map(({ id }) => id);
    await workspace.accept(taken);
    await workspace.reject(hunks.map(({ id }) => id).filter((id) => !taken.includes(id)));
    return DECIDED;
  };

async function decisionAfter(answers: readonly Answer[], lines: string[] = []) {
  const world = scene(lines, answers);
  const made = await makeChange(world.lab, intent, proposed, question);
  return { ...world, ...made };
}

describe("what was decided is read from the index", () => {
  test("all taken as proposed leaves nothing to remark", async () => {
    const { decision, commit } = await decisionAfter([accepting]);
    expect(commit).toBe("c1");
    expect(decision).toEqual({ approved: true, remarks: "", by: "researcher", tally });
  });

  test("what was rejected is told with its lines", async () => {
    const { decision } = await decisionAfter([taking("rate = 0.2", "width = 64")]);
    expect(decision.remarks).toBe("Rejected in experiment.py:\n+noise = 1");
    expect(decision.tally).toEqual({ ...tally, accepted: 2, rejected: 1 });
  });

  test("what was edited and added by hand is told beside what was proposed", async () => {
    const editing: Answer = async (_, workspace) => {
      workspace.worktree[PATH] = after.replace("rate = 0.2", "rate = 0.3").replace("seed = 0", "seed = 0\nlog = 1");
      return accepting(await workspace.undecided(), workspace);
    };
    const { decision } = await decisionAfter([editing]);
    expect(decision.remarks).toContain(
      "Edited by hand in experiment.py. Proposed:\n-rate = 0.1\n+rate = 0.2\nTaken instead:\n-rate = 0.1\n+rate = 0.3",
    );
    expect(decision.remarks).toContain("Added by hand in experiment.py:\n+log = 1");
    expect(decision.tally).toEqual({ ...tally, accepted: 2, edited: 1, added: 1 });
  });

  test("the researcher's own words come first", async () => {
    const refusing: Answer = async (hunks, workspace) => {
      await workspace.reject(hunks.map(({ id }) => id));
      return { ...DECIDED, words: "One thing at a time." };
    };
    const { decision, commit } = await decisionAfter([refusing]);
    expect(commit).toBeUndefined();
    expect(decision.approved).toBe(false);
    expect(decision.remarks).toMatch(/^In their own words: One thing at a time\.\n\nRejected in /);
    expect(decision.tally).toEqual({ ...tally, accepted: 0, rejected: 3 });
  });

  test("a commit made by hand approves what it holds, and is told in the same words", async () => {
    const committing: Answer = async (_, workspace) => {
      await workspace.reject(await hunkWith(workspace, "noise = 1"));
      await workspace.accept((await workspace.undecided()).map(({ id }) => id));
      await workspace.commit({ ...intent, step: "by hand" });
      return DECIDED;
    };
    const { decision, commit, workspace } = await decisionAfter([committing]);
    expect(decision).toMatchObject({ approved: true, remarks: "Rejected in experiment.py:\n+noise = 1" });
    expect(commit).toBe("c1");
    expect(workspace.commits).toHaveLength(2);
  });

  test("a hunk that was revised counts as taken on request, and the request is remembered", async () => {
    const revised = `Title: Less\nWhy: Enough.\n${PATH}\n\`\`\`\n<<<<<<< SEARCH\nrate = 0.2\n=======\nrate = 0.15\n>>>>>>> REPLACE\n\`\`\`\nEND-OF-ANSWER`;
    const { decision } = await decisionAfter([asking("rate = 0.2", "Less, please."), accepting], [revised]);
    expect(decision.remarks).toBe(
      "Asked for in experiment.py: “Less, please.”. Proposed first:\n-rate = 0.1\n+rate = 0.2\nProposed then:\n-rate = 0.1\n+rate = 0.15",
    );
    expect(decision.tally).toEqual({ ...tally, accepted: 2, onRequest: 1 });
  });

  test("what is left undecided when the researcher is done is turned down", async () => {
    const leaving: Answer = async (_, workspace) => {
      await workspace.accept(await hunkWith(workspace, "width = 64"));
      return DECIDED;
    };
    const world = await decisionAfter([leaving]);
    expect(committed(world)).toBe(before.replace("32", "64"));
    expect(world.workspace.worktree[PATH]).toBe(committed(world));
  });
});

describe("where the researcher's policy answers", () => {
  const auto = { code: "auto" } as const;

  test("all is taken in one commit, and said to be by the policy", async () => {
    const world = scene([], []);
    world.set.policy = { ...world.set.policy, ...auto };
    const { decision } = await makeChange(world.lab, intent, proposed, question);
    expect(decision).toEqual({ approved: true, remarks: "", by: "policy", tally });
    expect(world.seen).toEqual([]);
  });

  test("with a model whose price nobody knows the researcher is asked, and told why", async () => {
    const world = scene([], [accepting]);
    world.set.policy = { ...world.set.policy, ...auto };
    const lab = { ...world.lab, model: { ...world.lab.model, price: undefined } };
    const { decision } = await makeChange(lab, intent, proposed, question);
    expect(decision.by).toBe("researcher");
    expect(world.journal.of("noted").map(({ text }) => text)).toEqual([
      expect.stringContaining("Set it in budget.prices"),
    ]);
  });

  test("a change with a concern is asked about all the same, with the concern", async () => {
    const world = scene([], [accepting]);
    world.set.policy = { ...world.set.policy, ...auto };
    const shell = after.replace("noise = 1", 'import subprocess\nsubprocess.run(["ls"])');
    const edits = { ...proposed, edits: [{ path: PATH, before, after: shell }] };
    const { decision } = await makeChange(world.lab, intent, edits, question);
    expect(decision.by).toBe("researcher");
    expect(world.seen[0]!.concerns.length).toBeGreaterThan(0);
    expect(world.seen[0]!.concerns[0]).toMatchObject({ path: PATH });
  });
});

test("nothing is proposed beneath unsaved edits", async () => {
  const world = scene([], [accepting]);
  world.set.editing = PATH;
  await expect(makeChange(world.lab, intent, proposed, question)).rejects.toThrow("has unsaved edits in an editor");
  expect(world.workspace.worktree[PATH]).toBe(before);
});
