import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Autonomy } from "../../src/engine/autonomy";
import type { Concern } from "../../src/research/concern";
import type { Terminal } from "../../src/terminal/context";
import { exitOfEnding, exitOfError } from "../../src/terminal/exit-code";
import { terminalResearcher } from "../../src/terminal/terminal-researcher";
import { after, before, intent, PATH } from "../engine/stages/change";
import { ASKED } from "../fakes/lab";
import { FakeWorkspace } from "../fakes/workspace";

const concern: Concern = { rule: "process", path: PATH, line: 1, message: "It starts another program." };

/** A terminal at which somebody types these lines, one a question; without lines nobody sits there. */
async function terminal(typed: readonly string[], policy: Autonomy = ASKED) {
  const workspace = new FakeWorkspace({ [PATH]: before });
  await workspace.propose([{ path: PATH, before, after }]);
  const input = Object.assign(new PassThrough(), { isTTY: typed.length > 0 });
  const err = Object.assign(new PassThrough(), { isTTY: typed.length > 0 });
  let said = "";
  let answered = 0;
  err.on("data", (chunk: Buffer) => {
    const text = chunk.toString();
    said += text;
    if (/[>?:] $|\] $/.test(text) && answered < typed.length) input.write(`${typed[answered++]}\n`);
  });
  const signal = new AbortController().signal;
  const streams = { out: new PassThrough(), err, input, env: {}, dist: "", signal } as unknown as Terminal;
  const researcher = terminalResearcher(workspace, streams, policy);
  const review = async (concerns: readonly Concern[] = []) =>
    researcher.reviewChange({ intent, hunks: await workspace.undecided(), concerns }, signal);
  return { workspace, researcher, review, said: () => said };
}

test("each hunk is shown with its concern and decided on its own; a rejection is asked its reason", async () => {
  const { workspace, review, said } = await terminal(["y", "n", "y", "Too wide for this data."]);
  expect(await review([concern])).toEqual({ type: "decided", by: "researcher", words: "Too wide for this data." });
  expect((await workspace.accepted()).map(({ added }) => added)).toEqual([["rate = 0.2"], ["noise = 1"]]);
  expect(said()).toContain("+ rate = 0.2\n! line 1: It starts another program.");
  expect(said().match(/! line/g)).toHaveLength(1);
});

test("a change on a hunk is asked for in the researcher's own words, in a line of its own", async () => {
  const { review } = await terminal(["c", "  ", "Use 0.15 instead of 0.2"]);
  expect(await review()).toMatchObject({
    type: "request",
    text: "Use 0.15 instead of 0.2",
    hunk: { added: ["rate = 0.2"] },
  });
});

test("what cannot be understood is asked again, and all that are left can be taken at once", async () => {
  const { workspace, review } = await terminal(["maybe", "cancel", "a"]);
  expect(await review()).toMatchObject({ type: "decided", words: "" });
  expect(await workspace.undecided()).toEqual([]);
});

test("with nobody there, a change with a concern is turned down with the reason", async () => {
  const { workspace, review } = await terminal([], { ...ASKED, code: "auto" });
  const verdict = await review([concern]);
  expect(verdict).toMatchObject({ type: "decided", by: "policy" });
  expect(verdict.type === "decided" && verdict.words).toContain("- experiment.py, line 1: It starts another program.");
  expect(await workspace.accepted()).toEqual([]);
});

test("with nobody there and no policy, there is no answer", async () => {
  const { review } = await terminal([]);
  const refused: unknown = await review().catch((error: unknown) => error);
  expect(refused).toMatchObject({ message: expect.stringContaining("there is no terminal to ask in") });
  // Also where it ended an idea's way in the middle, it is the command that was not the right one.
  expect([exitOfError(refused), exitOfEnding({ how: "failed", reason: "", unanswered: true })]).toEqual([2, 2]);
});
