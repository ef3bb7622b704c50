import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openJournal } from "../../../src/adapters/journal/jsonl-journal";
import { rehearsalModel } from "../../../src/adapters/language-model/rehearsal";
import { openArchive } from "../../../src/adapters/project/campaign/archive";
import { asking, waits } from "../../../src/adapters/project/campaign/asking";
import { campaignFolder, readWishes } from "../../../src/adapters/project/campaign/campaign-files";
import { campaignPurses } from "../../../src/adapters/project/campaign/campaign-purses";
import { claimantsOf, IdeaClaims } from "../../../src/adapters/project/campaign/idea-claims";
import { IdeaStands } from "../../../src/adapters/project/campaign/idea-stands";
import {
  campaignNow,
  campaignProblemsOf,
  campaignsOf,
  followCampaign,
} from "../../../src/adapters/project/campaign/look-at-campaigns";
import { addToCampaign, startCampaign, steerCampaign } from "../../../src/adapters/project/campaign/steer-campaign";
import { stopOwn } from "../../../src/adapters/project/campaign/stop-own";
import { WorkTurns } from "../../../src/adapters/project/campaign/work-turns";
import { type Desk, ideaFolder } from "../../../src/adapters/project/desk";
import { heldElsewhere, takeOver } from "../../../src/adapters/project/held-elsewhere";
import { Ledger } from "../../../src/adapters/project/ledger";
import { LiveJournals } from "../../../src/adapters/project/live-journals";
import { EditorResearcher } from "../../../src/editor/editor-researcher";
import { takeMore } from "../../../src/engine/campaign/take-more";
import { slotsOver } from "../../../src/research/campaign-slots";
import { machinesIn } from "../../../src/research/held-elsewhere";
import { type NewRunEvent, RunEvent } from "../../../src/research/run-event";
import { ASKED } from "../../fakes/lab";
import { aReview } from "../../fakes/review";
import { template } from "../../fakes/study";

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "campaigns-"));
});
afterEach(() => rmSync(project, { recursive: true }));

function deskAt() {
  const model = rehearsalModel();
  return {
    ...{ folder: project, template, journals: new LiveJournals(), stands: new IdeaStands() },
    models: async () => ({ model, reviewer: model }),
  };
}

const SPEC = { name: "spring", count: 2, slots: slotsOver(2, ["local"]) };

function write(folder: string, ...events: readonly object[]): string {
  const file = join(folder, "journal.jsonl");
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(
    file,
    events.map((event) => `${JSON.stringify({ at: "2026-01-01T10:00:00.000Z", ...event })}\n`).join(""),
  );
  return file;
}

const opened = { type: "opened", format: 1, subject: "a", rehearsal: false };
const called = (dollars: number) => ({
  ...{ type: "model-called", step: "s", stage: "experiments", model: "m", dollars, seconds: 1, transcript: "" },
  ...{ outcome: "answered", usage: { input: 1, cachedInput: 0, output: 1, reasoning: 0, source: "reported" } },
});

describe("how ideas stand", () => {
  test("a journal is read on from where it was read, half a line when it is whole, another one from its beginning", async () => {
    const stands = new IdeaStands();
    const folder = ideaFolder(project, "a");
    expect((await stands.standIn(folder)).lastAt).toBe("");
    const file = write(folder, opened, called(1));
    expect((await stands.standIn(folder)).cost).toBe(1);
    const line = `${JSON.stringify({ ...called(2), at: "2026-01-01T10:00:01.000Z" })}\n`;
    appendFileSync(file, line.slice(0, 40));
    expect((await stands.standIn(folder)).cost).toBe(1);
    appendFileSync(file, line.slice(40));
    expect((await stands.standIn(folder)).cost).toBe(3);
    writeFileSync(file, "");
    write(folder, opened);
    expect((await stands.standIn(folder)).cost).toBe(0);
  });

  test("scores are those of the form of the last review: numbers of another scale are none of them", async () => {
    const folder = ideaFolder(project, "a");
    mkdirSync(folder, { recursive: true });
    const keep = (name: string, review: object) => writeFileSync(join(folder, name), JSON.stringify(review));
    const review = aReview();
    const { overall } = review.kind;
    const other = { ...review, kind: { ...review.kind, name: "workshop" } };
    keep("review.json", other);
    keep("review-2.json", review);
    keep("review-10.json", { ...review, form: { ...review.form, [overall]: 7 } });
    const scores = [Number(review.form[overall]), 7];
    expect(await new IdeaStands().scoresIn(folder)).toEqual({ scale: "neurips (1–10)", scores });
    expect(await new IdeaStands().scoresIn(ideaFolder(project, "b"))).toEqual({ scale: "", scores: [] });
  });

  test("a journal that nobody can read is that idea's failure, and no other's", async () => {
    write(ideaFolder(project, "a"), { type: "nonsense" }, opened);
    expect((await new IdeaStands().standIn(ideaFolder(project, "a"))).ending).toMatchObject({
      how: "failed",
      reason: expect.stringContaining("is no event we know"),
    });
  });
});

describe("a campaign from outside", () => {
  test("is what was set, anew only where something is different, and wrong ones write nothing", async () => {
    const desk = deskAt();
    await startCampaign(desk, SPEC);
    await startCampaign(desk, SPEC);
    await startCampaign(desk, { ...SPEC, count: 3, totalCap: 5 });
    const journal = readFileSync(join(campaignFolder(project, "spring"), "journal.jsonl"), "utf8");
    expect(journal.match(/campaign-set/g)).toHaveLength(2);
    const [view] = await campaignsOf(desk);
    expect(view).toMatchObject({ running: false, campaign: { count: 3, totalCap: 5, model: "rehearsal" } });
    const wrong = (spec: Partial<typeof SPEC> & { ideas?: string[] }) =>
      startCampaign(desk, { ...SPEC, name: "x", ...spec });
    await expect(wrong({ name: "Not a name" })).rejects.toThrow("name: must be lowercase letters");
    await expect(wrong({ name: "nul" })).rejects.toThrow("Windows has no folders of the name “nul”");
    await expect(wrong({ slots: slotsOver(1, ["mars"]) })).rejects.toThrow("mars is no place for experiments");
    await expect(wrong({ ideas: ["nobody_has_it"] })).rejects.toThrow("There is no idea “nobody_has_it”.");
    expect((await campaignsOf(desk)).map(({ slug }) => slug)).toEqual(["spring"]);
  });

  test("is set anew while this process runs it, and is refused where another one does", async () => {
    const desk = deskAt();
    await startCampaign(desk, SPEC);
    const folder = campaignFolder(project, "spring");
    const running = await desk.journals.open(folder, { subject: "spring", rehearsal: true });
    await startCampaign(desk, { ...SPEC, count: 7 });
    expect(running.history.at(-1)).toMatchObject({ type: "campaign-set", campaign: { count: 7 } });
    await running.close();
    const other = await openJournal(folder, { subject: "spring", rehearsal: true });
    await expect(startCampaign(deskAt(), { ...SPEC, count: 8 })).rejects.toThrow("is running this campaign");
    await other.close();
  });

  test("hears what the researcher says, also beside whoever runs it", async () => {
    const desk = deskAt();
    await startCampaign(desk, SPEC);
    const folder = campaignFolder(project, "spring");
    const running = await openJournal(folder, { subject: "spring", rehearsal: true });
    await running.append({ type: "campaign-idea", idea: "a", title: "A" });
    await steerCampaign(deskAt(), "spring", "pause", "a");
    expect((await campaignNow(desk, "spring"))?.ideas[0]).toMatchObject({ name: "a", state: "paused" });
    await steerCampaign(deskAt(), "spring", "run");
    expect((await campaignNow(desk, "spring"))?.ideas[0]).toMatchObject({ state: "planned" });
    await expect(steerCampaign(desk, "spring", "stop", "b")).rejects.toThrow("“b” is no idea of the campaign");
    await expect(steerCampaign(desk, "autumn", "stop")).rejects.toThrow("There is no campaign “autumn”.");
    await running.close();
  });

  test("that cannot be read hides no other: what is wrong with it is said, and its ideas stay its own", async () => {
    const desk = deskAt();
    await startCampaign(desk, SPEC);
    const taking = { type: "campaign-idea", idea: "taken", title: "Taken" };
    const file = write(campaignFolder(project, "broken"), opened, taking, { type: "from-the-future" }, taking);
    mkdirSync(join(project, ".ai-scientist/campaigns/.Trash"));
    expect((await campaignsOf(desk)).map(({ slug }) => slug)).toEqual(["spring"]);
    expect(await campaignProblemsOf(desk)).toEqual([
      {
        slug: "broken",
        problem: expect.stringContaining(`${file}, line 3 is no event we know.`),
        ideas: ["taken", "taken"],
      },
    ]);
    const ideas = ["taken", "open"].map((Name) => ({ Name, Title: Name, Experiment: "Try." }));
    writeFileSync(join(project, "ideas.json"), JSON.stringify(ideas));
    const own = { folder: campaignFolder(project, "spring") } as Parameters<typeof openArchive>[1];
    expect(await openArchive(desk as unknown as Desk, own).open()).toEqual([{ name: "open", title: "open" }]);
  });

  test("a word that was torn off when the power went spoils none of the others", async () => {
    const desk = deskAt();
    await startCampaign(desk, SPEC);
    const folder = campaignFolder(project, "spring");
    await steerCampaign(desk, "spring", "pause");
    appendFileSync(join(folder, "wishes.jsonl"), '{"type":"campaign-wi');
    expect((await campaignNow(desk, "spring"))?.want).toBe("pause");
    await steerCampaign(desk, "spring", "stop");
    await steerCampaign(desk, "spring", "run");
    expect((await readWishes(folder)).map((wish) => wish.type === "campaign-wish" && wish.want)).toEqual([
      ...["pause", "stop", "run"],
    ]);
  });

  test("is followed: each change once, whoever makes it", async () => {
    const desk = deskAt();
    await startCampaign(desk, SPEC);
    const over = new AbortController();
    const seen: (number | undefined)[] = [];
    for await (const { ideas } of followCampaign(desk, "spring", over.signal)) {
      seen.push(ideas.length);
      if (ideas.length === 0)
        write(campaignFolder(project, "spring"), { type: "campaign-idea", idea: "a", title: "A" });
      else over.abort();
    }
    expect(seen).toEqual([0, 1]);
  });
});

test("more ideas are wished for beside whoever runs it: they are seen at once, and wrong ones are not kept", async () => {
  const desk = deskAt();
  await startCampaign(desk, SPEC);
  const ideas = ["a", "b"].map((Name) => ({ Name, Title: Name, Experiment: "Try." }));
  writeFileSync(join(project, "ideas.json"), JSON.stringify(ideas));
  const running = await openJournal(campaignFolder(project, "spring"), { subject: "spring", rehearsal: true });
  await running.append({ type: "campaign-idea", idea: "a", title: "A" });
  const add = (count: number, ...names: string[]) => addToCampaign(deskAt(), "spring", { count, ideas: names });
  await expect(add(1, "a")).rejects.toThrow("“a” is one of the ideas of “spring” already.");
  await expect(add(1, "c")).rejects.toThrow("There is no idea “c”.");
  await expect(add(999)).rejects.toThrow("A campaign tries at most 1000 ideas, and “spring” tries 2.");
  await add(3, "b");
  expect((await campaignNow(desk, "spring"))?.campaign).toMatchObject({ count: 5, ideas: ["b"] });
  await running.close();
  await startCampaign(deskAt(), { ...SPEC, count: 5, ideas: ["b"] });
  expect((await campaignNow(desk, "spring"))?.campaign).toMatchObject({ count: 5, ideas: ["b"] });
});

const claimantOf = async (slug: string) => (await claimantsOf(project)).get(slug);

test("who adds ideas in the last moment of a campaign learns that nobody runs it any more", async () => {
  const desk = deskAt();
  await startCampaign(desk, SPEC);
  const folder = campaignFolder(project, "spring");
  const running = await openJournal(folder, { subject: "spring", rehearsal: true });
  const adding = addToCampaign(desk, "spring", { count: 2, ideas: [] }).then(() => campaignNow(desk, "spring"));
  // It had looked for the last time.
  await expect.poll(async () => (await readWishes(folder)).length).toBe(1);
  await running.append({ type: "ended", how: "done", reason: "" });
  await running.close();
  expect(await adding).toMatchObject({ running: false, campaign: { count: SPEC.count + 2 } });
  const again = await openJournal(folder, { subject: "spring", rehearsal: true });
  const taken = addToCampaign(desk, "spring", { count: 1, ideas: [] });
  await expect.poll(async () => (await readWishes(folder)).length).toBe(2);
  await takeMore(again, await readWishes(folder));
  await taken;
  expect((await campaignNow(desk, "spring"))?.running).toBe(true);
  await again.close();
});

test("an idea that another campaign is trying, or tried and this one did not, is not ended with this one", async () => {
  const desk = { ...deskAt(), machine: () => ({}) } as unknown as Desk;
  const journal = ideaFolder(project, "a");
  write(journal, opened);
  const taking = { type: "campaign-idea", idea: "a", title: "A" };
  write(campaignFolder(project, "autumn"), opened, taking);
  const [spring, autumn] = [new IdeaClaims(project, "spring"), new IdeaClaims(project, "autumn")];
  const stop = (named: boolean, history: readonly NewRunEvent[] = []) =>
    stopOwn(desk, {
      ...{ idea: "a", named, folder: campaignFolder(project, "spring"), claims: spring },
      history: history.map((event) => RunEvent.parse({ ...event, at: "2026-01-01T10:00:00Z" })),
    });
  const ending = async () => (await deskAt().stands.standIn(journal)).ending?.how;
  await autumn.claim("a");
  expect(await stop(true)).toMatchObject({ how: "paused", by: "autumn" });
  await autumn.releaseAll();
  expect([await stop(false), await ending()]).toEqual([false, undefined]);
  const slot = { type: "campaign-slot-taken", idea: "a", slot: "gpu 0", job: "run_0" } as const;
  expect([await stop(false, [slot]), await ending()]).toEqual([true, "stopped"]);
  expect(await claimantOf("a")).toBeUndefined();
});

test("an idea is one campaign's as long as that runs it, and the other is told which one has it", async () => {
  const [spring, autumn] = [new IdeaClaims(project, "spring"), new IdeaClaims(project, "autumn")];
  expect(await spring.claim("a_b")).toBeUndefined();
  expect(await spring.claim("a_b")).toBeUndefined();
  expect(await autumn.claim("a_b")).toEqual({
    by: "spring",
    words: `The campaign “spring” (process ${process.pid}) is trying this idea.`,
  });
  expect(await claimantOf("a-b")).toBe("spring");
  await spring.releaseAll();
  expect(await claimantOf("a-b")).toBeUndefined();
  expect(await autumn.claim("a_b")).toBeUndefined();
  await autumn.release("a_b");
  const file = join(project, ".ai-scientist/campaigns/.claims/a-b.lock");
  writeFileSync(file, JSON.stringify({ pid: 7, host: "far-away", campaign: "winter" }));
  expect((await spring.claim("a_b"))?.words).toContain(
    "on far-away) is trying this idea. If nothing runs there any more, free what it holds: “AI Scientist: Take Over from Another Machine…”, or ai-scientist campaign DIR --take-over far-away.",
  );
});

describe("what a machine holds that lost its power", () => {
  const HOUR = 3_600_000;
  const now = Date.parse("2026-01-01T18:00:00Z");
  const lock = (file: string, host: string, at: number, more: object = {}) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ pid: 7, host, ...more }));
    utimesSync(file, at / 1000, at / 1000);
  };
  const journal = (folder: string, at: number) => utimesSync(write(folder, opened), at / 1000, at / 1000);
  function dark(host: string) {
    const spring = campaignFolder(project, "spring");
    journal(spring, now - 3 * HOUR);
    journal(ideaFolder(project, "a"), now - 2 * HOUR);
    lock(join(spring, "journal.lock"), host, now - 5 * HOUR);
    lock(join(ideaFolder(project, "a"), "journal.lock"), host, now - 4 * HOUR);
    lock(join(project, ".ai-scientist/campaigns/.claims/a.lock"), host, now - 4 * HOUR, { campaign: "spring" });
  }

  test("is told with when it was heard of last, and freed by the name of the machine alone", async () => {
    dark("far-away");
    lock(join(campaignFolder(project, "autumn"), "journal.lock"), "elsewhere", now - HOUR);
    expect(machinesIn(await heldElsewhere(project))).toEqual([
      {
        ...{ host: "elsewhere", pids: [7], campaigns: ["autumn"], ideas: [] },
        ...{ since: "2026-01-01T17:00:00.000Z", lastSeen: "2026-01-01T17:00:00.000Z" },
      },
      {
        ...{ host: "far-away", pids: [7], campaigns: ["spring"], ideas: ["a"] },
        ...{ since: "2026-01-01T13:00:00.000Z", lastSeen: "2026-01-01T16:00:00.000Z" },
      },
    ]);
    await expect(takeOver(project, "far", now)).rejects.toThrow(
      "far holds nothing of this project. Machines that do: elsewhere, far-away.",
    );
    expect((await takeOver(project, "far-away", now)).map(({ what, name }) => `${what} ${name}`)).toEqual([
      ...["campaign spring", "idea a", "claim a"],
    ]);
    expect((await heldElsewhere(project)).map(({ host }) => host)).toEqual(["elsewhere"]);
    expect(await new IdeaClaims(project, "winter").claim("a")).toBeUndefined();
    const journal = await openJournal(campaignFolder(project, "spring"), { subject: "spring", rehearsal: true });
    await journal.close();
  });

  test("is a campaign that another machine has, which is told with its name and when it was heard of last", async () => {
    const desk = deskAt();
    await startCampaign(desk, SPEC);
    const spring = campaignFolder(project, "spring");
    expect((await campaignNow(desk, "spring"))?.elsewhere).toBeUndefined();
    utimesSync(join(spring, "journal.jsonl"), (now - 3 * HOUR) / 1000, (now - 3 * HOUR) / 1000);
    lock(join(spring, "journal.lock"), "far-away", now - 5 * HOUR);
    expect(await campaignNow(desk, "spring")).toMatchObject({
      running: true,
      elsewhere: { host: "far-away", lastSeen: "2026-01-01T15:00:00.000Z" },
    });
  });

  test("stays where it wrote something a moment ago, and what this machine holds is no matter of it", async () => {
    dark("far-away");
    journal(ideaFolder(project, "a"), now - 30_000);
    await expect(takeOver(project, "far-away", now)).rejects.toThrow(
      "far-away wrote something 30 s ago: it seems to run there. Pause or end it there first; 2 minutes after",
    );
    expect(await heldElsewhere(project)).toHaveLength(3);
    rmSync(join(project, ".ai-scientist"), { recursive: true });
    const claims = new IdeaClaims(project, "spring");
    await claims.claim("a");
    expect(await heldElsewhere(project)).toEqual([]);
    await expect(takeOver(project, hostname(), now)).rejects.toThrow("holds nothing of this project.");
    await claims.releaseAll();
  });
});

test("two campaigns that look at the list at once never take the same idea", async () => {
  const desk = deskAt() as unknown as Desk;
  writeFileSync(join(project, "ideas.json"), JSON.stringify([{ Name: "a", Title: "A", Experiment: "Try." }]));
  const archiveOf = (name: string) =>
    openArchive(desk, { folder: campaignFolder(project, name), claims: new IdeaClaims(project, name) } as Parameters<
      typeof openArchive
    >[1]);
  const [spring, autumn] = [archiveOf("spring"), archiveOf("autumn")];
  expect([await spring.open(), await autumn.open()].map(([idea]) => idea?.name)).toEqual(["a", "a"]);
  const claimed = await Promise.all([spring.claim("a"), autumn.claim("a")]);
  expect(claimed.filter(Boolean)).toHaveLength(1);
  // One that took it and is over already has it in its journal.
  write(campaignFolder(project, "winter"), opened, { type: "campaign-idea", idea: "b", title: "B" });
  expect(await spring.claim("b")).toBe(false);
  expect(await claimantOf("b")).toBeUndefined();
});

test("open are the ideas that nobody began, rejected or took into another campaign", async () => {
  const desk = deskAt();
  const ideas = ["begun", "rejected", "taken", "mine"].map((Name) => ({ Name, Title: Name, Experiment: "Try." }));
  writeFileSync(
    join(project, "ideas.json"),
    JSON.stringify(ideas.map((idea) => (idea.Name === "rejected" ? { ...idea, rejected: { reason: "" } } : idea))),
  );
  write(ideaFolder(project, "begun"), opened);
  const campaign = { ...SPEC, ideas: [], openEnded: false, model: "", template: "" };
  const taking = (idea: string) => [
    { type: "campaign-set", campaign },
    { type: "campaign-idea", idea, title: idea },
  ];
  write(campaignFolder(project, "autumn"), opened, ...taking("taken"));
  write(campaignFolder(project, "spring"), opened, ...taking("mine"));
  const folder = campaignFolder(project, "spring");
  const archive = openArchive(desk as unknown as Desk, { folder } as Parameters<typeof openArchive>[1]);
  expect(await archive.open()).toEqual([{ name: "mine", title: "mine" }]);
});

test("money: what the campaign's other journals spent counts against its cap, what others spent does not", async () => {
  const desk = { folder: project, ledger: new Ledger(project), caps: () => ({ idea: 10, project: 50 }) };
  const folder = campaignFolder(project, "spring");
  write(folder, opened, called(0.5));
  write(ideaFolder(project, "a"), opened, called(1));
  write(ideaFolder(project, "b"), opened, called(2));
  write(ideaFolder(project, "stranger"), opened, called(4));
  const journal = await openJournal(folder, { subject: "spring", rehearsal: false });
  await journal.append({
    type: "campaign-set",
    campaign: { ...SPEC, ideas: [], openEnded: false, model: "", template: "", totalCap: 6 },
  });
  for (const name of ["a", "b"]) await journal.append({ type: "campaign-idea", idea: name, title: name });
  const purses = campaignPurses(desk, folder, journal);
  expect(await purses.of(ideaFolder(project, "a")).look()).toEqual({
    ...{ cap: 10, total: 50, elsewhere: 6.5, campaign: { cap: 6, elsewhere: 2.5 } },
  });
  expect((await purses.own().look()).campaign).toEqual({ cap: 6, elsewhere: 3 });
  expect((await purses.own().look()).cap).toBe(6);
  await journal.close();
});

test("work that keeps a core busy is done so many at a time, and who is called off leaves the queue", async () => {
  const turns = new WorkTurns(2);
  const { signal } = new AbortController();
  const open: (() => void)[] = [];
  const begin = (own: AbortSignal) => turns.work(own, () => new Promise<void>((resolve) => open.push(resolve)));
  const control = new AbortController();
  const works = [begin(signal), begin(signal)];
  const calledOff = begin(control.signal);
  works.push(begin(signal));
  await Promise.resolve();
  expect(open).toHaveLength(2);
  control.abort("paused");
  await expect(calledOff).rejects.toBe("paused");
  open[0]!();
  await works[0];
  await new Promise((resolve) => setImmediate(resolve));
  expect(open).toHaveLength(3);
  for (const end of open) end();
  await Promise.all(works);
});

test("a researcher who is an object of a class keeps all of their words, and a question is open while it is put", async () => {
  const seat = {
    workspace: {} as never,
    policy: () => ASKED,
    isEditing: (path: string) => path === "a.py",
    changed() {},
  };
  const open: boolean[] = [];
  const researcher = asking(new EditorResearcher(seat), (isOpen) => open.push(isOpen));
  expect([researcher.policy(), researcher.isEditing("a.py"), researcher.isEditing("b.py")]).toEqual([
    ASKED,
    true,
    false,
  ]);
  const control = new AbortController();
  const asked = researcher.approveLaunch({} as Parameters<typeof researcher.approveLaunch>[0], control.signal);
  expect(open).toEqual([true]);
  control.abort("paused");
  await expect(asked).rejects.toBe("paused");
  expect(open).toEqual([true, false]);
  expect(waits({ how: "failed", reason: "x" }, researcher).how).toBe("failed");
});
