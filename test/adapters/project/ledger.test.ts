import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ideaFolder } from "../../../src/adapters/project/desk";
import { Ledger } from "../../../src/adapters/project/ledger";
import { purseFor } from "../../../src/adapters/project/purse";

let project: string;
let ledger: Ledger;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "ledger-"));
  ledger = new Ledger(project);
});
afterEach(() => rmSync(project, { recursive: true }));

const called = (dollars: number) => `${JSON.stringify({ type: "model-called", step: "s", dollars, at: "now" })}\n`;
const other = `${JSON.stringify({ type: "noted", level: "info", text: 'not a "model-called" of $5' })}\n`;

function write(folder: string, text: string): string {
  const file = join(folder, "journal.jsonl");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

test("a project that has no journal yet has spent nothing", async () => {
  expect(await ledger.spentInAll()).toBe(0);
});

test("all ideas, their thinking up and the reviews of papers are counted, each but one's own", async () => {
  write(ideaFolder(project, "one"), called(1) + other + called(0.5));
  write(ideaFolder(project, "two"), called(2));
  write(ideaFolder(project, ""), called(4));
  write(join(project, ".ai-scientist/reviews/paper.pdf-0123"), called(8));
  expect(await ledger.spentInAll()).toBe(15.5);
  expect(await ledger.spentBeside(ideaFolder(project, "one"))).toBe(14);
});

test("what another window writes is seen at the next look, and half a line when it is whole", async () => {
  const file = write(ideaFolder(project, "one"), called(1));
  expect(await ledger.spentInAll()).toBe(1);
  const line = called(0.25);
  appendFileSync(file, line.slice(0, 30));
  expect(await ledger.spentInAll()).toBe(1);
  appendFileSync(file, line.slice(30) + called(2));
  expect(await ledger.spentInAll()).toBe(3.25);
});

test("a journal that begins anew is read anew", async () => {
  const file = write(ideaFolder(project, "one"), called(1) + called(1));
  expect(await ledger.spentInAll()).toBe(2);
  writeFileSync(file, called(5));
  expect(await ledger.spentInAll()).toBe(5);
});

test("lines that nobody can read count nothing, and what stands around them counts", async () => {
  write(ideaFolder(project, "one"), `${called(1)}{"type":"model-called","doll\n${called(2)}`);
  expect(await ledger.spentInAll()).toBe(3);
});

test("the purse has the caps as they are now, and looks at other journals only under a project's cap", async () => {
  write(ideaFolder(project, "two"), called(2));
  let caps: { idea: number; project: number | undefined } = { idea: 10, project: undefined };
  const purse = purseFor({ ledger, caps: () => caps }, ideaFolder(project, "one"));
  expect(await purse.look()).toEqual({ cap: 10, total: undefined, elsewhere: 0 });
  caps = { idea: 5, project: 20 };
  expect(await purse.look()).toEqual({ cap: 5, total: 20, elsewhere: 2 });
});
