import { describe, expect, test } from "vitest";
import { type Autonomy, acceptsByItself, capFor, launchesByItself } from "../../src/engine/autonomy";
import type { Concern } from "../../src/research/concern";
import { ASKED } from "../fakes/lab";

const auto: Autonomy = { ...ASKED, code: "auto", launch: "auto" };
const concern = (rule: string): Concern => ({ rule, path: "experiment.py", line: 3, message: "It reaches out." });

describe("a change is accepted without asking", () => {
  test.each<[story: string, accepted: boolean, policy: Autonomy, concerns: Concern[], cap?: "holds not"]>([
    ["where its kind is set to auto", true, auto, []],
    ["but not where another kind is", false, { ...ASKED, prose: "auto" }, []],
    ["but never with a concern", false, auto, [concern("process")]],
    ["but not with the network as its concern", false, auto, [concern("network")]],
    ["unless the network may be used", true, { ...auto, network: "auto" }, [concern("network")]],
    ["but then for nothing else", false, { ...auto, network: "auto" }, [concern("network"), concern("process")]],
    ["but not while no cap holds", false, auto, [], "holds not"],
  ])("%s: %s", (_, accepted, policy, concerns, cap) => {
    expect(acceptsByItself(policy, "code", concerns, cap ?? "holds")).toBe(accepted);
  });
});

test.each([
  [120, 7200, true],
  [120, 7201, false],
  [10, 601, false],
  [0, 1e6, true],
])("with at most %d minutes, a limit of %d s launches by itself: %s", (launchMinutes, limitSeconds, launched) => {
  expect(launchesByItself({ ...auto, launchMinutes }, { limitSeconds }, "holds")).toBe(launched);
  expect(launchesByItself({ ...auto, launch: "ask", launchMinutes }, { limitSeconds }, "holds")).toBe(false);
});

const free = { price: { input: 0, cachedInput: 0, output: 0 } };
const unpriced = { price: undefined };

test("a cap holds for models whose price is known, and one of nothing holds for every model", () => {
  expect(capFor({ model: free, reviewer: free }, 10)).toBe("holds");
  expect(capFor({ model: unpriced, reviewer: free }, 10)).toBe("holds not");
  expect(capFor({ model: free, reviewer: unpriced }, 10)).toBe("holds not");
  expect(capFor({ model: unpriced, reviewer: unpriced }, 0)).toBe("holds");
});
