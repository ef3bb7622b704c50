import { describe, expect, test } from "vitest";
import { placeIn } from "../../src/adapters/compute/remote/place";
import { probedItems, unreachable, wordsOf } from "../../src/adapters/setup/place-items";
import type { Probe } from "../../src/engine/ports/compute";
import { missingFor } from "../../src/engine/setup";

const lab = placeIn("ssh:lab");
const h100 = (free: boolean) => ({ name: "NVIDIA H100 80GB HBM3", free });
const good: Probe = {
  ...{ interpreter: "/opt/conda/bin/python", python: "3.12.1", problems: [], freeDiskMb: 524_288 },
  packages: { torch: "2.13.0" },
  gpus: [h100(true), h100(false)],
};

describe("a place that answers", () => {
  test("says what it has, and what experiments get there", () => {
    expect(probedItems(lab, good).map(({ state, name, value }) => [state, name, value])).toEqual([
      ["ok", "Place", "lab · 2 × NVIDIA H100 80GB HBM3, 1 free · 512 GB free"],
      ["ok", "Python", "3.12.1 · /opt/conda/bin/python"],
      ["ok", "torch", "2.13.0"],
    ]);
  });

  test("a trouble of the host keeps an idea from beginning", () => {
    const problems = ["lab: Only 80 MB are free in /root/.ai-scientist. Make room there."];
    const items = probedItems(lab, { ...good, problems });
    expect(missingFor("idea", items)).toMatchObject([
      { id: "place", text: problems[0], remedy: { how: "choose-place" } },
    ]);
  });

  test("fewer GPUs than a run asks for are told before the run waits for ever; a cluster may have them elsewhere", () => {
    expect(probedItems(lab, good, 4)[0]).toMatchObject({
      state: "missing",
      text: "lab has 2 GPUs, and a run asks for 4 (compute.gpus).",
    });
    expect(probedItems(placeIn("slurm:lab"), good, 4)[0]).toMatchObject({ state: "ok" });
  });

  test("packages that are missing are installed by one line there, every word of it quoted", () => {
    const packages = { torch: undefined, numpy: undefined, scipy: "1.10" };
    const problems = ["/opt/my python lacks torch, numpy."];
    const items = probedItems(lab, { ...good, interpreter: "/opt/my python", packages, problems });
    expect(items.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...["place ok", "python ok", "packages missing", "packages missing", "packages ok"],
    ]);
    expect(items[2]?.remedy).toEqual({
      how: "type",
      line: `ssh -t lab ''\\''/opt/my python'\\'' -m pip install torch numpy'`,
    });
  });

  test("without an interpreter that is said alone, with the settings that mend it", () => {
    const problems = ["There is no Python interpreter."];
    const items = probedItems(lab, { ...good, interpreter: undefined, packages: { torch: undefined }, problems });
    expect(missingFor("idea", items)).toMatchObject([
      { id: "python", text: problems[0], remedy: { how: "set-up-place" } },
    ]);
  });
});

test("a place of which nothing could be found out says why, and leads to its settings", () => {
  const problems = ["login: sbatch was not found."];
  const nothing = { interpreter: undefined, python: undefined, packages: {}, problems };
  expect(probedItems(placeIn("slurm:login"), nothing)).toMatchObject([
    { id: "place", state: "missing", text: problems[0], remedy: { how: "set-up-place" } },
  ]);
});

describe("a place that does not answer", () => {
  test.each([
    ["sign-in", { how: "connect", host: "lab" }],
    ["host-key", { how: "connect", host: "lab" }],
    ["link", { how: "choose-place" }],
    ["name", { how: "choose-place" }],
  ] as const)("%s", (trouble, remedy) => {
    const item = unreachable(lab, { trouble, problems: ["lab does not answer."] });
    expect(item).toMatchObject({ state: "missing", text: "lab does not answer.", value: "lab", remedy });
    expect(item.fix).toMatch(/\.$/);
  });
});

test("places in words", () => {
  expect(["local", "ssh:ada@h100", "slurm", "slurm:login"].map((text) => wordsOf(placeIn(text)))).toEqual([
    ...["this machine", "ada@h100", "Slurm on this machine", "Slurm on login"],
  ]);
});
