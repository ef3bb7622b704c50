import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { journalIsLocked } from "../../../src/adapters/journal/journal-lock";
import { openJournal } from "../../../src/adapters/journal/jsonl-journal";
import { followJournal, readJournal } from "../../../src/adapters/journal/read-journal";
import type { NewRunEvent } from "../../../src/research/run-event";
import { asProgram } from "../as-program";

const subject = { subject: "adaptive_steps", rehearsal: true, clock: { now: () => Date.UTC(2026, 0, 2) } };
const at = "2026-01-02T00:00:00.000Z";

test("a new journal begins with its version, and what is appended is there when it is opened again", async () => {
  const folder = ideaFolder();
  const journal = await openJournal(folder, subject);
  await journal.append({ type: "step-started", step: "run 2: change" });
  await journal.append({
    type: "step-finished",
    step: "run 2: change",
    result: { text: "ä\u2028\n“x”", missing: undefined },
  });
  await journal.close();

  const again = await openJournal(folder, { subject: "something else", rehearsal: false });
  expect(again.history).toEqual([
    { type: "opened", format: 1, subject: "adaptive_steps", rehearsal: true, at },
    { type: "step-started", step: "run 2: change", at },
    { type: "step-finished", step: "run 2: change", result: { text: "ä\u2028\n“x”" }, at },
  ]);
  expect(again.history).toEqual(journal.history);
  await again.close();
});

test("appends that are not waited for keep their order, and each is one line", async () => {
  const folder = ideaFolder();
  const journal = await openJournal(folder, subject);
  await Promise.all([...Array(50).keys()].map((n) => journal.append(note(String(n)))));
  await journal.close();
  const lines = readFileSync(join(folder, "journal.jsonl"), "utf8").trimEnd().split("\n");
  expect(lines.slice(1).map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(
    [...Array(50).keys()].map(String),
  );
});

test("whatever byte the power went at, the whole lines are kept and the next event follows them", async () => {
  const whole = ideaFolder();
  const journal = await openJournal(whole, subject);
  await journal.append(note("first"));
  await journal.append(note("last – ünïcode"));
  await journal.close();
  const bytes = readFileSync(join(whole, "journal.jsonl"));
  for (let kept = 0; kept <= bytes.length; kept++) {
    const folder = ideaFolder();
    const torn = await openJournal(folder, subject);
    await torn.close();
    writeFileSync(join(folder, "journal.jsonl"), bytes.subarray(0, kept));
    const complete = bytes.subarray(0, kept).toString("latin1").split("\n").length - 1;
    const reopened = await openJournal(folder, subject);
    expect(reopened.history).toHaveLength(Math.max(1, complete));
    await reopened.append(note("after"));
    await reopened.close();
    expect((await readJournal(folder)).at(-1)).toEqual({ ...note("after"), at });
    expect(await readJournal(folder)).toHaveLength(Math.max(1, complete) + 1);
  }
});

test("a line in the middle that is not ours is named", async () => {
  const folder = ideaFolder();
  await (await openJournal(folder, subject)).close();
  const file = join(folder, "journal.jsonl");
  appendFileSync(file, `{"type":"noted","level":"in\n${JSON.stringify({ ...note("x"), at })}\n`);
  await expect(readJournal(folder)).rejects.toThrow(`${file}, line 2 is not JSON`);
  truncateSync(file, readFileSync(file, "utf8").indexOf("\n") + 1);
  appendFileSync(file, `{"type":"teleported"}\n`);
  await expect(openJournal(folder, subject)).rejects.toThrow("line 2 is no event we know");
});

test("a journal of a later format is refused, not misread", async () => {
  const folder = ideaFolder();
  await (await openJournal(folder, subject)).close();
  writeFileSync(
    join(folder, "journal.jsonl"),
    `{"type":"opened","format":2,"subject":"x","rehearsal":false,"at":"${at}"}\n`,
  );
  await expect(openJournal(folder, subject)).rejects.toThrow("written by another version");
});

test("a second window is kept out until the first one closes", async () => {
  const folder = ideaFolder();
  expect(await journalIsLocked(folder)).toBe(false);
  const first = await openJournal(folder, subject);
  expect(await journalIsLocked(folder)).toBe(true);
  await expect(openJournal(folder, subject)).rejects.toThrow(`process ${process.pid}`);
  await first.close();
  await (await openJournal(folder, subject)).close();
});

test("after kill -9 in the middle of writing the lock is free and no acknowledged event is lost", async () => {
  const program = asProgram(`
    import { openJournal } from "./src/adapters/journal/jsonl-journal";
    async function main() {
      const journal = await openJournal(process.argv[2]!, { subject: "x", rehearsal: false });
      for (let n = 0; ; n++) {
        await journal.append({ type: "noted", level: "info", text: n + "-" + "y".repeat(20_000) });
        process.stdout.write(n + "\\n");
      }
    }
    void main();`);
  const folder = ideaFolder();
  for (const patience of [60, 95]) {
    const writer = spawn(process.execPath, [program, folder], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    writer.stdout.on("data", (text: Buffer) => (said += text.toString()));
    await once(writer.stdout, "data");
    await expect(openJournal(folder, subject)).rejects.toThrow(`process ${writer.pid}`);
    await wait(patience);
    const before = (await readJournal(folder)).length;
    writer.kill("SIGKILL");
    await once(writer, "close");
    const journal = await openJournal(folder, subject);
    expect(journal.history.length).toBeGreaterThanOrEqual(before);
    const acknowledged = Number(said.trimEnd().split("\n").at(-1));
    const texts = journal.history.flatMap((event) => (event.type === "noted" ? [Number.parseInt(event.text, 10)] : []));
    expect(texts).toContain(acknowledged);
    await journal.close();
  }
});

test("a follower sees the history, then events and passing ones, until it aborts", async () => {
  const journal = await openJournal(ideaFolder(), subject);
  await journal.append(note("before"));
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const event of journal.follow(stop.signal)) seen.push(event.type === "noted" ? event.text : event.type);
  })();
  await expect.poll(() => seen).toEqual(["opened", "before"]);
  journal.show({ type: "live-log", step: "run 1", line: "loss 0.1", seconds: 2 });
  await journal.append(note("after"));
  await expect.poll(() => seen).toContain("after");
  stop.abort();
  await following;
  expect(seen).toEqual(["opened", "before", "live-log", "after"]);
  await journal.close();
});

test("another process's journal is followed across half-written lines, and before it exists", async () => {
  const folder = ideaFolder();
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const event of followJournal(folder, stop.signal))
      seen.push(event.type === "noted" ? event.text : event.type);
  })();
  await (await openJournal(folder, subject)).close();
  const line = `${JSON.stringify({ ...note("grüße"), at })}\n`;
  const file = join(folder, "journal.jsonl");
  const cut = Buffer.from(line).indexOf("ü") + 1;
  appendFileSync(file, Buffer.from(line).subarray(0, cut));
  await expect.poll(() => seen).toEqual(["opened"]);
  await wait(400); // Nothing is made of half a line, however often it is looked at.
  expect(seen).toEqual(["opened"]);
  appendFileSync(file, Buffer.from(line).subarray(cut));
  await expect.poll(() => seen).toEqual(["opened", "grüße"]);
  stop.abort();
  await following;
});

test("the same text is kept once, under its hash, and results are published beside the journal", async () => {
  const folder = ideaFolder();
  const journal = await openJournal(folder, subject);
  const hash = await journal.keep("hello");
  expect(hash).toBe("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  expect(await journal.keep("hello")).toBe(hash);
  expect(await journal.kept(hash)).toBe("hello");
  expect(await journal.kept("../journal")).toBeUndefined();
  expect(statSync(join(folder, "blobs", "2c", hash)).size).toBe(5);

  await journal.publish("review.json", "{}");
  await journal.publish("copy.json", { file: join(folder, "review.json") });
  expect(readFileSync(join(folder, "copy.json"), "utf8")).toBe("{}");
  for (const name of ["../escape", "/etc/x", "journal.jsonl", "a/../../x", "."])
    await expect(journal.publish(name, "x")).rejects.toThrow("not a name for a result");
  await journal.close();
});

test("git never sees any of it", async () => {
  const folder = ideaFolder();
  await (await openJournal(folder, subject)).close();
  expect(readFileSync(join(folder, "../../.gitignore"), "utf8")).toBe("*\n");
});

function note(text: string): Extract<NewRunEvent, { type: "noted" }> {
  return { type: "noted", level: "info", text };
}

function ideaFolder(): string {
  return join(mkdtempSync(join(tmpdir(), "journal-")), ".ai-scientist", "ideas", "adaptive-steps");
}
