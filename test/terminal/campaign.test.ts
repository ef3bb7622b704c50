import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Launch } from "../../src/engine/ports/researcher";
import { slotsOver } from "../../src/research/campaign-slots";
import { moreIn, specOf } from "../../src/terminal/campaign";
import { campaignResearchers } from "../../src/terminal/campaign-researcher";
import { CampaignShown } from "../../src/terminal/campaign-shown";
import type { Terminal } from "../../src/terminal/context";
import { aCampaign } from "../fakes/campaign-view";
import { ASKED } from "../fakes/lab";
import { FakeWorkspace } from "../fakes/workspace";

test("what an option does not say stays as it was: other slots are at the places and on the GPUs of before", () => {
  const before = (slots: ReturnType<typeof slotsOver>) => {
    const view = aCampaign([]);
    return { ...view, campaign: { ...view.campaign, slots } };
  };
  const slots = (known: ReturnType<typeof before>, more: object, named?: string[]) =>
    specOf({ name: "spring", ...more }, known, named, "local").slots;
  const hosts = before(slotsOver(2, ["ssh:a", "ssh:b"]));
  expect(slots(hosts, { slots: "4" })).toEqual(slotsOver(4, ["ssh:a", "ssh:b"]));
  expect(slots(hosts, {})).toEqual(hosts.campaign.slots);
  const gpus = before(slotsOver(2, ["local"], [2, 5]));
  expect(slots(gpus, { slots: "4" })).toEqual(slotsOver(4, ["local"], [2, 5]));
  expect(slots(gpus, { gpus: "0,1" })).toEqual(slotsOver(2, ["local"], [0, 1]));
  expect(slots(gpus, { compute: "slurm" }, ["slurm"])).toEqual(slotsOver(2, ["slurm"]));
});

test("more ideas are said as numbers and as names", () => {
  expect(moreIn(["3"])).toEqual({ count: 3, ideas: [] });
  expect(moreIn(["width_test", "2", "depth_test", "width_test"])).toEqual({
    count: 4,
    ideas: ["width_test", "depth_test"],
  });
  expect(() => moreIn(["0"])).toThrow("--add 0 adds nothing");
});

test("a model that does not answer is told with the idea that waits for it, after a question that is open", async () => {
  let said = "";
  const err = Object.assign(new PassThrough(), { isTTY: false });
  err.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const shown = new CampaignShown({ err, out: new PassThrough() } as unknown as Terminal, true);
  const retry = { type: "live-retry", step: "idea", waitSeconds: 4, attempt: 3, attempts: 6 } as const;
  await shown.quietly(async () => {
    shown.seeRetry({ ...retry, subject: "width_test", reason: "lab: Nobody answers there." });
    expect(said).toBe("");
  });
  expect(said).toBe("! width_test: lab: Nobody answers there. Trying again in 4 s (3 of 6).\n");
});

test("one person is asked about one idea at a time, and an idea that is called off takes its question with it", async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const err = Object.assign(new PassThrough(), { isTTY: true });
  let said = "";
  err.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const signal = new AbortController().signal;
  const terminal = { out: new PassThrough(), err, input, env: {}, dist: "", signal } as unknown as Terminal;
  const project = { workspace: () => new FakeWorkspace({}), autonomy: ASKED };
  const researcherFor = campaignResearchers(project, terminal, (ask) => ask());
  const launch: Launch = { name: "Baseline", commit: "c", command: "python", place: "here", limitSeconds: 1 };
  const ask = (slug: string, own: AbortSignal) => researcherFor(slug).approveLaunch(launch, own);
  const [first, second] = [new AbortController(), new AbortController()];
  const open = ask("one", first.signal);
  const queued = ask("two", second.signal);
  const last = ask("three", signal);
  await new Promise((resolve) => setImmediate(resolve));
  second.abort("paused");
  await expect(queued).rejects.toBe("paused");
  first.abort("stopped");
  await expect(open).rejects.toBe("stopped");
  while (!said.includes("three asks")) await new Promise((resolve) => setImmediate(resolve));
  input.write("y\n");
  expect(await last).toBe(true);
  expect(said.match(/asks/g)).toHaveLength(2);
});
