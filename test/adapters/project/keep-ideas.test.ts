import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { IdeaWriter, readIdeaBook } from "../../../src/adapters/project/idea-files";
import { addIdea, judgeIdea, saveIdea } from "../../../src/adapters/project/keep-ideas";

const entry = (Name: string, Title = `About ${Name}`) => ({ Name, Title, Experiment: "Try it." });
const own = (folder: string) => readFileSync(join(folder, "ideas.json"), "utf8");
const named = async (folder: string) => (await readIdeaBook(folder)).ideas.map(({ Name }) => Name);

function desk(seeds: object[], ideas?: string) {
  const folder = mkdtempSync(join(tmpdir(), "ideas-"));
  writeFileSync(join(folder, "seed_ideas.json"), JSON.stringify(seeds));
  if (ideas !== undefined) writeFileSync(join(folder, "ideas.json"), ideas);
  return { folder, ideaWriter: new IdeaWriter(folder) };
}

test("a rejected seed gets an entry with the reason; taken back, it counts again, and the seeds are never written", async () => {
  const project = desk([entry("one"), entry("two")]);
  await judgeIdea(project, "one", { type: "rejected", reason: "Known since 1990." });
  expect(JSON.parse(own(project.folder))).toEqual([{ ...entry("one"), rejected: { reason: "Known since 1990." } }]);
  expect(await named(project.folder)).toEqual(["two", "one"]);
  await judgeIdea(project, "one", { type: "open" });
  expect(JSON.parse(own(project.folder))).toEqual([entry("one")]);
  expect(JSON.parse(readFileSync(join(project.folder, "seed_ideas.json"), "utf8"))).toEqual([
    entry("one"),
    entry("two"),
  ]);
});

test("approving takes a rejection back, and the other way round", async () => {
  const project = desk([], JSON.stringify([entry("one")], null, 4));
  await judgeIdea(project, "one", { type: "rejected", reason: "" });
  await judgeIdea(project, "one", { type: "approved" });
  expect(JSON.parse(own(project.folder))).toEqual([{ ...entry("one"), approved: true }]);
  await judgeIdea(project, "one", { type: "rejected", reason: "No." });
  expect(JSON.parse(own(project.folder))).toEqual([{ ...entry("one"), rejected: { reason: "No." } }]);
});

test("an idea of one's own has a name that no idea has or had", async () => {
  const project = desk([entry("wide_nets")]);
  mkdirSync(join(project.folder, ".ai-scientist/ideas/wide-nets-2"), { recursive: true });
  const added = await addIdea(project, { Title: "Wide Nets", Experiment: "Double the width.", Feasibility: 8 });
  expect(added.Name).toBe("wide_nets_3");
  expect(JSON.parse(own(project.folder))).toEqual([
    { Name: "wide_nets_3", Title: "Wide Nets", Experiment: "Double the width.", Feasibility: 8, own: true },
  ]);
});

test("many hands at once lose nothing of each other", async () => {
  const project = desk([entry("one")]);
  await Promise.all([
    ...["a", "b", "c", "d"].map((name) => saveIdea(project, entry(name))),
    judgeIdea(project, "one", { type: "approved" }),
  ]);
  expect((await named(project.folder)).sort()).toEqual(["a", "b", "c", "d", "one"]);
});

test("a file whose brackets are broken is not written to; it is said where and what", async () => {
  const broken = `[\n    ${JSON.stringify(entry("one"))}\n`;
  const project = desk([], broken);
  await expect(addIdea(project, entry("two"))).rejects.toThrow(
    "ideas.json, line 1: The “]” that closes the list is missing. Correct it; nothing was changed.",
  );
  await expect(project.ideaWriter.check()).rejects.toThrow("ideas.json, line 1");
  expect(own(project.folder)).toBe(broken);
  expect(await named(project.folder)).toEqual(["one"]);
});
