import { expect, test } from "vitest";
import { EditorResearcher } from "../../src/editor/editor-researcher";
import type { Hunk, Intent } from "../../src/research/change";
import { ASKED } from "../fakes/lab";
import { hunk } from "./a-board";

const intent: Intent = { idea: "i", step: "run 1", title: "t", why: "", kind: "code", model: "m", hunks: [] };
const launch = { name: "Baseline", commit: "c", command: "python e.py", place: "this machine", limitSeconds: 60 };

/** A seat over an index that is two lists; `look` is when the researcher's eyes are on a question. */
function seat(undecided: Hunk[]) {
  const index = { undecided, accepted: [] as Hunk[] };
  const accept = async (ids: readonly string[]) => {
    index.accepted.push(...index.undecided.filter(({ id }) => ids.includes(id)));
    index.undecided = index.undecided.filter(({ id }) => !ids.includes(id));
  };
  const workspace = { undecided: async () => index.undecided, accepted: async () => index.accepted };
  const researcher = new EditorResearcher({
    ...{ workspace, policy: () => ASKED, isEditing: () => false, changed: () => undefined },
  });
  return { index, accept, researcher };
}

const DECIDED = { type: "decided", by: "researcher", words: "" };
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));
const never = new AbortController().signal;

test("a change waits until every hunk is decided and the researcher approves", async () => {
  const { researcher, accept, index } = seat([hunk(), hunk({ id: "h2", oldStart: 9 })]);
  let decision: unknown;
  void researcher.reviewChange({ intent, hunks: [...index.undecided], concerns: [] }, never).then((made) => {
    decision = made;
  });
  await soon();
  expect(researcher.asked).toBe("change");
  researcher.approve();
  await soon();
  expect(decision).toBeUndefined();
  await accept(["h1", "h2"]);
  researcher.decided();
  await soon();
  expect(decision).toBeUndefined();
  researcher.approve();
  await soon();
  expect(decision).toEqual(DECIDED);
  expect(researcher.asked).toBeUndefined();
});

test("all rejected is an answer by itself", async () => {
  const { researcher, index } = seat([hunk()]);
  const answer = researcher.reviewChange({ intent, hunks: [...index.undecided], concerns: [] }, never);
  await soon();
  index.undecided = [];
  researcher.decided();
  expect(await answer).toEqual(DECIDED);
});

test("hunks staged elsewhere while the question was put are seen", async () => {
  const { researcher, accept, index } = seat([hunk()]);
  const answer = researcher.reviewChange({ intent, hunks: [...index.undecided], concerns: [] }, never);
  await accept(["h1"]);
  researcher.decided();
  researcher.approve();
  expect(await answer).toEqual(DECIDED);
});

test("asking for a change on a hunk puts it to the model, and the question comes again", async () => {
  const { researcher, accept, index } = seat([hunk(), hunk({ id: "h2", oldStart: 9 })]);
  const first = researcher.reviewChange({ intent, hunks: [...index.undecided], concerns: [] }, never);
  await soon();
  researcher.request(hunk(), "Use 0.15.");
  expect(await first).toEqual({ type: "request", hunk: hunk(), text: "Use 0.15." });
  // While the model answers, the change stays before the researcher: another request waits its turn, and the other hunk is decided.
  expect(researcher.asked).toBe("change");
  researcher.request(hunk({ id: "h2" }), "Say why.");
  const second = researcher.reviewChange({ intent, hunks: [...index.undecided], concerns: [] }, never);
  expect(await second).toMatchObject({ type: "request", hunk: { id: "h2" } });
  await accept(["h1", "h2"]);
  expect(researcher.approve()).toBe(true);
  const third = researcher.reviewChange({ intent, hunks: [...index.undecided], concerns: [] }, never);
  expect(await third).toEqual(DECIDED);
  expect(researcher.approve()).toBe(false);
});

test("a request about one change is not put about the next", async () => {
  const { researcher, accept, index } = seat([hunk()]);
  researcher.request(hunk(), "First.");
  expect(await researcher.reviewChange({ intent, hunks: index.undecided, concerns: [] }, never)).toMatchObject({
    text: "First.",
  });
  researcher.request(hunk(), "Left over.");
  const other = researcher.reviewChange(
    { intent: { ...intent, step: "run 2" }, hunks: index.undecided, concerns: [] },
    never,
  );
  await soon();
  await accept(["h1"]);
  researcher.approve();
  expect(await other).toEqual(DECIDED);
});

test("a launch waits for its command and shows what it is about", async () => {
  const { researcher } = seat([]);
  expect(researcher.launchNow()).toBe(false);
  const answer = researcher.approveLaunch(launch, never);
  expect(researcher.launch).toEqual(launch);
  expect(researcher.launchNow()).toBe(true);
  expect(await answer).toBe(true);
  expect(researcher.launch).toBeUndefined();
});

test("pausing ends the question without an answer", async () => {
  const { researcher } = seat([hunk()]);
  const paused = new AbortController();
  const answer = researcher.reviewChange({ intent, hunks: [hunk()], concerns: [] }, paused.signal);
  await soon();
  paused.abort("paused");
  await expect(answer).rejects.toBe("paused");
});
