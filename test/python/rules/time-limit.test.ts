import { expect, test } from "vitest";
import { found, linesOf } from "../found";

test("a limit of the experiment's own that is changed is told with both values; a new one is none", () => {
  expect(found("time-limit", "TIME_LIMIT = 7200\nx = 1\n", "TIME_LIMIT = 3600\n")).toEqual([
    "1 Changes the limit TIME_LIMIT from 3600 to 7200: runs with another limit cannot be compared like for like. Accept it only if the idea is about that.",
  ]);
  expect(linesOf("time-limit", "TIME_LIMIT = 7200\n")).toEqual([]);
  expect(linesOf("time-limit", "timesteps = 7200\nruntime = 3\n", "timesteps = 3600\nruntime = 4\n")).toEqual([]);
});

test("signals that end nothing are none", () => {
  expect(linesOf("time-limit", "import signal\nsignal.signal(signal.SIGUSR1, print)\n")).toEqual([]);
  expect(linesOf("time-limit", "import signal\nsignal.signal(signal.SIGTERM, print)\n")).toEqual(["2"]);
});

test("what a run is told about its scale may be read", () => {
  expect(
    linesOf("time-limit", 'import os\nos.environ.get("AI_SCIENTIST_SCALE")\nos.getenv("AI_SCIENTIST_SEEDS")\n'),
  ).toEqual([]);
});
