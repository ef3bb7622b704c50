import { describe, expect, test } from "vitest";
import { PAPER_SOURCE } from "../../../src/engine/paper-source";
import { makeChange } from "../../../src/engine/stages/make-change";
import { revisionOfPaper } from "../../../src/engine/stages/paper-checks";
import type { NewRunEvent } from "../../../src/research/run-event";
import type { Line } from "../../fakes/language-model";
import { paper } from "../../fakes/study";
import type { FakeWorkspace } from "../../fakes/workspace";
import {
  type Answer,
  accepting,
  after,
  asking,
  before,
  committed,
  hunkWith,
  intent,
  PATH,
  proposed,
  question,
  scene,
} from "./change";

const edit = (search: string, replace: string, why = "Half the step is enough.") =>
  `Title: Smaller\nWhy: ${why}\n${PATH}\n\`\`\`python\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\nEND-OF-ANSWER`;

test("a request is answered by a new proposal for its hunk alone; the others stay as they are", async () => {
  const acceptWidth: Answer = async (hunks, workspace) => {
    await workspace.accept(hunks.filter(({ added }) => added.includes("width = 64")).map(({ id }) => id));
    return asking("rate = 0.2", "Use 0.15 instead of 0.2.\n# Not a heading")(hunks, workspace);
  };
  const world = scene([edit("rate = 0.2", "rate = 0.15")], [acceptWidth, accepting]);
  const made = await makeChange(world.lab, intent, proposed, question);
  expect(committed(world)).toBe(after.replace("0.2", "0.15"));
  expect(made.decision.approved).toBe(true);
  expect(world.seen[1]!.hunks.map(({ added }) => added)).toEqual([["rate = 0.15"], ["noise = 1"]]);
  expect(world.view().requests).toMatchObject([
    {
      step: "run 1, attempt 1, request 1",
      text: "Use 0.15 instead of 0.2.\n# Not a heading",
      state: "answered",
      answer: "Half the step is enough.",
      hunk: { added: ["rate = 0.2"] },
      hunks: [{ added: ["rate = 0.15"], removed: ["rate = 0.1"] }],
    },
  ]);
});

test("the question begins like the one that made the change, and tells what was decided", async () => {
  const world = scene([edit("rate = 0.2", "rate = 0.15")], [asking("rate = 0.2", "Less.\n# No heading"), accepting]);
  await makeChange(world.lab, intent, proposed, question);
  const [system, user] = world.model.requests[0]!.conversation;
  expect(system?.text).toBe(question.system);
  expect(user?.text).toMatch(/^# The project\nSmall\.\n\n# The change under review: Wide and fast\nTwice the width\./);
  expect(user?.text).toContain("> Less.\n> # No heading");
  expect(user?.text).toContain("You may write line 1, and nowhere else");
});

test("an answer that reaches another line is sent back with what to do, and the next one counts", async () => {
  const wide = edit("rate = 0.2\nsteps = 100", "rate = 0.15\nsteps = 50");
  const world = scene([wide, edit("rate = 0.2", "rate = 0.15")], [asking("rate = 0.2", "Less."), accepting]);
  await makeChange(world.lab, intent, proposed, question);
  expect(committed(world)).toContain("rate = 0.15\nsteps = 100\n");
  expect(world.model.requests[1]!.conversation.at(-1)!.text).toContain(
    "the edit reaches line 2 (“steps = 100”), and only line 1 may change",
  );
});

test("what would not parse, or says nothing, is sent back", async () => {
  const lines = [
    edit("rate = 0.2", "rate = (0.15"),
    "UNCHANGED\nEND-OF-ANSWER",
    "The wider step is the point of this run.\nUNCHANGED\nEND-OF-ANSWER",
  ];
  const world = scene(lines, [asking("rate = 0.2", "Less."), accepting]);
  await makeChange(world.lab, intent, proposed, question);
  const complaints = world.model.requests.slice(1).map(({ conversation }) => conversation.at(-1)!.text);
  expect(complaints[0]).toContain("would not parse as Python");
  expect(complaints[1]).toContain("UNCHANGED stands without a reason");
  expect(committed(world)).toBe(after);
  expect(world.view().requests).toMatchObject([
    { state: "answered", answer: "The wider step is the point of this run.", hunks: [{ added: ["rate = 0.2"] }] },
  ]);
});

test("the second request of a change is told of the first", async () => {
  const world = scene(
    [edit("rate = 0.2", "rate = 0.15"), edit("rate = 0.15", "rate = 0.12", "Smaller still.")],
    [asking("rate = 0.2", "Less."), asking("rate = 0.15", "Still less."), accepting],
  );
  await makeChange(world.lab, intent, proposed, question);
  expect(world.model.requests[1]!.conversation[1]!.text).toContain(
    "# What the researcher asked for before, in this change\nAbout line 1 of experiment.py:\n> Less.\nWhat came of it: Half the step is enough.",
  );
  expect(world.view().requests.map(({ step }) => step)).toEqual([
    "run 1, attempt 1, request 1",
    "run 1, attempt 1, request 2",
  ]);
  expect(committed(world)).toContain("rate = 0.12");
});

test("a change that is taken back leaves what was there", async () => {
  const world = scene([edit("rate = 0.2", "rate = 0.1")], [asking("rate = 0.2", "Leave the rate."), accepting]);
  await makeChange(world.lab, intent, proposed, question);
  expect(committed(world)).toBe(after.replace("0.2", "0.1"));
  expect(world.view().requests).toMatchObject([{ state: "answered", hunks: [] }]);
});

describe("while the model answers", () => {
  /** The researcher does something as soon as the model is asked. */
  const meanwhile = (act: (workspace: FakeWorkspace) => Promise<void>, answer: string) => {
    const acting: Line[] = [];
    const world = scene(acting, [asking("noise = 1", "Less noise."), accepting]);
    const line = answer;
    acting.push(() => [
      { type: "delta", text: line },
      { type: "end", finish: "stop" },
    ]);
    const { model } = world.lab;
    const stream = model.stream.bind(model);
    const lab = {
      ...world.lab,
      model: {
        ...model,
        name: "scripted",
        price: { input: 0, cachedInput: 0, output: 0 },
        capabilities: model.capabilities,
        rehearsal: false,
        async *stream(request: Parameters<typeof stream>[0]) {
          await act(world.workspace);
          yield* stream(request);
        },
      },
    };
    return { ...world, lab };
  };
  test("another hunk may be rejected, also above: the new proposal is put where the hunk stands then", async () => {
    const world = meanwhile(
      async (workspace) => workspace.reject(await hunkWith(workspace, "rate = 0.2")),
      edit("noise = 1", "noise = 0.5\nscale = 2"),
    );
    await makeChange(world.lab, intent, proposed, question);
    expect(committed(world)).toBe(
      before.replace("32", "64").replace("depth = 2\n", "depth = 2\nnoise = 0.5\nscale = 2\n"),
    );
  });

  test("the hunk itself may be decided: then the request is dropped, with a note, and nothing is guessed", async () => {
    const world = meanwhile(
      async (workspace) => workspace.accept(await hunkWith(workspace, "noise = 1")),
      edit("noise = 1", "noise = 0.5"),
    );
    await makeChange(world.lab, intent, proposed, question);
    expect(committed(world)).toBe(after);
    expect(world.view().requests).toMatchObject([{ state: "dropped", hunks: [] }]);
    expect(world.journal.of("noted").at(-1)?.text).toContain("decided or edited while the model answered");
  });

  test("an edit by hand in the hunk is never overwritten", async () => {
    const world = meanwhile(
      async (workspace) => {
        workspace.worktree[PATH] = workspace.worktree[PATH]!.replace("noise = 1", "noise = 0.7");
      },
      edit("noise = 1", "noise = 0.5"),
    );
    await makeChange(world.lab, intent, proposed, question);
    expect(committed(world)).toContain("noise = 0.7");
    expect(world.view().requests).toMatchObject([{ state: "dropped" }]);
  });

  test("unsaved edits in an editor are not written over, and the answer that was paid for can be read", async () => {
    const world = meanwhile(
      async () => {
        world.set.editing = PATH;
      },
      edit("noise = 1", "noise = 0.5"),
    );
    await makeChange(world.lab, intent, proposed, question);
    expect(committed(world)).toBe(after);
    expect(world.view().requests).toMatchObject([
      {
        state: "dropped",
        answer:
          "“experiment.py” has unsaved edits in an editor, so nothing is written beneath them. Save or undo them first.\nThe model had answered: Half the step is enough.\nnoise = 0.5",
      },
    ]);
  });
});

test("a hunk that was decided before the model was asked costs no question", async () => {
  const tooLate: Answer = async (hunks, workspace) => {
    await workspace.reject([hunks[0]!.id]);
    return { type: "request", hunk: hunks[0]!, text: "Less." };
  };
  const world = scene(["never said"], [tooLate, accepting]);
  await makeChange(world.lab, intent, proposed, question);
  expect(world.model.requests).toEqual([]);
  expect(world.view().requests).toMatchObject([{ state: "dropped" }]);
});

test("a model that gives no usable answer leaves the hunk, and the review goes on", async () => {
  const world = scene(["I will not.\nEND-OF-ANSWER"], [asking("rate = 0.2", "Less."), accepting]);
  await makeChange(world.lab, intent, proposed, question);
  expect(committed(world)).toBe(after);
  expect(world.view().requests).toMatchObject([{ state: "dropped" }]);
});

test("prose is revised in place, and a citation of a stranger is sent back", async () => {
  const source = "\\section{A}\nOld words.\n\\section{B}\nMore.\n";
  const fresh = source.replace("Old words.", "New words \\citep{ho2020}.\nA second line.");
  const tex = (replace: string) => edit("A second line.", replace).replaceAll(PATH, PAPER_SOURCE);
  const world = scene(
    [tex("As \\citet{stranger2020} say."), tex("As \\citet{ho2020} say.")],
    [asking("A second line.", "Say who says so."), accepting],
    { [PAPER_SOURCE]: source },
  );
  const edits = { edits: [{ path: PAPER_SOURCE, before: source, after: fresh }], hunks: [] };
  await makeChange(world.lab, { ...intent, kind: "prose", step: "paper, A" }, edits, revisionOfPaper(paper));
  expect(world.model.requests[1]!.conversation.at(-1)!.text).toContain("stranger2020");
  expect(world.workspace.commits.at(-1)!.files[PAPER_SOURCE]).toBe(
    fresh.replace("A second line.", "As \\citet{ho2020} say."),
  );
});

test("a decision that an older version recorded is read as it is", async () => {
  const world = scene([], []);
  const { propose } = world.workspace;
  await propose.call(world.workspace, proposed.edits);
  await world.workspace.accept((await world.workspace.undecided()).map(({ id }) => id));
  const old: NewRunEvent[] = [
    { type: "step-finished", step: "run 1, attempt 1: proposal", result: { files: [PATH], head: "c0" } },
    {
      type: "step-finished",
      step: "run 1, attempt 1: decision",
      result: { approved: true, remarks: "Rejected nothing.", by: "researcher" },
    },
  ];
  for (const event of old) await world.journal.append(event);
  const made = await makeChange(world.lab, intent, proposed, question);
  expect(made).toEqual({
    commit: "c1",
    decision: { approved: true, remarks: "Rejected nothing.", by: "researcher" },
  });
  expect(world.seen).toEqual([]);
});

describe("a power cut after any event of a change with two requests", () => {
  const lines = [edit("rate = 0.2", "rate = (0.15"), edit("rate = 0.2", "rate = 0.15"), edit("noise = 1", "noise = 3")];
  /** Asks by what stands there, as a person would who looks again after the power cut. */
  const looking: Answer = async (hunks, workspace) => {
    const standing = (line: string) => hunks.some(({ added }) => added.includes(line));
    if (standing("rate = 0.2")) return asking("rate = 0.2", "Less.")(hunks, workspace);
    if (standing("noise = 1")) return asking("noise = 1", "More noise.")(hunks, workspace);
    return accepting(hunks, workspace);
  };
  /** The same answer to the same question, however often it is asked. */
  const byQuestion: Line = ({ conversation }) => {
    const asked = conversation.map(({ text }) => text).join("\n");
    return asked.includes("> More noise.") ? lines[2]! : asked.includes("cannot be used") ? lines[1]! : lines[0]!;
  };

  test("resuming ends in the same commit and the same threads", async () => {
    const undisturbed = scene([byQuestion], [looking]);
    const made = await makeChange(undisturbed.lab, intent, proposed, question);
    const events = undisturbed.journal.history.length;
    const expected = undisturbed.view().requests;
    expect(expected.map(({ state }) => state)).toEqual(["answered", "answered"]);
    for (let cut = 1; cut <= events; cut++) {
      const world = scene([byQuestion], [looking]);
      const append = world.journal.append.bind(world.journal);
      world.journal.append = async (event) => {
        if (world.journal.history.length >= cut) throw new Error("no power");
        await append(event);
        if (world.journal.history.length >= cut) throw new Error("no power");
      };
      await expect(makeChange(world.lab, intent, proposed, question)).rejects.toThrow("no power");
      world.journal.append = append;
      expect(await makeChange(world.lab, intent, proposed, question), `cut after event ${cut}`).toEqual(made);
      expect(committed(world)).toBe(committed(undisturbed));
      expect(world.view().requests).toEqual(expected);
      expect(world.model.requests.length - undisturbed.model.requests.length).toBeLessThanOrEqual(1);
    }
  });
});
