import { describe, expect, test } from "vitest";
import { type Autonomy, acceptsByItself, launchesByItself } from "../../src/engine/autonomy";
import type { Concern } from "../../src/research/concern";
import { ASKED } from "../fakes/lab";

const free = { price: { input: 0, cachedInput: 0, output: 0 } };
const unpriced = { price: undefined };
const models = { model: free, reviewer: free };
const auto: Autonomy = { ...ASKED, code: "auto", launch: "auto" };
const concern = (rule: string): Concern => ({ rule, path: "experiment.py", line: 3, message: "It reaches out." });

describe("a change is accepted without asking", () => {
  test.each<[story: string, accepted: boolean, policy: Autonomy, concerns: Concern[], models: typeof models]>([
    ["where its kind is set to auto", true, auto, [], models],
    ["but not where another kind is", false, { ...ASKED, prose: "auto" }, [], models],
    ["but never with a concern", false, auto, [concern("process")], models],
    ["but not with the network as its concern", false, auto, [concern("network")], models],
    ["unless the network may be used", true, { ...auto, network: "auto" }, [concern("network")], models],
    [
      "but then for nothing else",
      false,
      { ...auto, network: "auto" },
      [concern("network"), concern("process")],
      models,
    ],
    ["but not by a model whose price nobody knows", false, auto, [], { model: unpriced as never, reviewer: free }],
    ["nor with such a referee", false, auto, [], { model: free, reviewer: unpriced as never }],
  ])("%s: %s", (_, accepted, policy, concerns, known) => {
    expect(acceptsByItself(policy, "code", concerns, known)).toBe(accepted);
  });
});

test.each([
  [120, 7200, true],
  [120, 7201, false],
  [10, 601, false],
  [0, 1e6, true],
])("with at most %d minutes, a limit of %d s launches by itself: %s", (launchMinutes, limitSeconds, launched) => {
  expect(launchesByItself({ ...auto, launchMinutes }, { limitSeconds }, models)).toBe(launched);
  expect(launchesByItself({ ...auto, launch: "ask", launchMinutes }, { limitSeconds }, models)).toBe(false);
});
