import { expect, test } from "vitest";
import { environmentWords, placeName } from "../../../src/editor/models/place-words";
import { runsTree } from "../../../src/editor/models/runs-tree";
import { Environment } from "../../../src/research/environment";
import { begun, board, drawn, l10n } from "../a-board";

test("places as a person calls them", () => {
  const places = ["local", "this machine", "ssh:lab", "ssh:ada@[fe80::1]", "slurm", "slurm:login", "elsewhere"];
  expect(places.map((place) => placeName(l10n, place))).toEqual([
    ...["this machine", "this machine", "lab", "ada@[fe80::1]"],
    ...["Slurm on this machine", "Slurm on login", "elsewhere"],
  ]);
});

test("what a run was made on, as far as it is known", () => {
  const words = (environment: object) => environmentWords(l10n, Environment.parse(environment));
  expect(words({ host: "h100-lab", gpus: ["H100", "H100", "A100"] })).toEqual(["Ran on h100-lab · 2 × H100, 1 × A100"]);
  expect(words({ sandbox: "bubblewrap" })).toEqual(["in a sandbox"]);
  expect(words({ sandbox: "none", host: "box" })).toEqual(["Ran on box · without a sandbox"]);
  expect(words({})).toEqual([]);
  expect(environmentWords(l10n, undefined)).toEqual([]);
});

test("before a launch the researcher reads where, what, which commit, on how many GPUs and how long", () => {
  const launch = {
    ...{ name: "Baseline", commit: "0123456789abcdef", command: "{python} experiment.py" },
    ...{ place: "ssh:lab", limitSeconds: 7200, gpus: 2 },
  };
  expect(drawn(runsTree(l10n, board(begun({ asked: "launch", launch }))))).toBe(
    [
      "rocket Launch “Baseline”",
      "  server On | lab",
      "  terminal Command | python experiment.py",
      "  git-commit Commit | 01234567",
      "  circuit-board GPUs | 2",
      "  watch Limit | 2 h 00 min",
    ].join("\n"),
  );
});
