import { describe, expect, test } from "vitest";
import { PaperUnreadable } from "../../../src/engine/ports/paper-reader";
import { type DistilFrom, distilIdeas } from "../../../src/engine/stages/distil-ideas";
import type { Idea } from "../../../src/research/idea";
import { Reference } from "../../../src/research/reference";
import { conversingLab, saying } from "../../fakes/conversing";
import { baselineFiles, template } from "../../fakes/study";

const project = { template, scale: "smoke", files: baselineFiles, locked: {} };
const PAGES = [
  "Schedules for Small Denoisers\nAda Writer\nWe study schedules.",
  "A limitation is that we tried one noise level only, and nobody knows whether the rest behave alike.",
];
const LIMIT = "we tried one noise level only";
const papers: DistilFrom = { type: "papers", papers: [{ path: "/p/papers/small.pdf", file: "papers/small.pdf" }] };

const idea = (Name: string, Title: string) => ({
  ...{ Name, Title, Interestingness: 6, Feasibility: 8, Novelty: 5 },
  Experiment:
    "Change the noise level in one constant, hold all else equal, and compare the divergence over three seeds.",
});
const points = (...quotes: string[]) =>
  JSON.stringify({
    title: "Schedules for Small Denoisers",
    points: quotes.map((quote) => ({ kind: "limitation", point: "One noise level was tried.", quote })),
  });
const ideas = (...list: [from: number[], idea: ReturnType<typeof idea>][]) =>
  JSON.stringify({ ideas: list.map(([from, one]) => ({ from, thought: "t", idea: one })) });

function reading(lines: readonly string[], pages: (path: string) => readonly string[] = () => PAGES) {
  const model = saying(lines);
  const kept: Idea[] = [];
  const asked: string[] = [];
  const found = Reference.parse({
    ...{
      title: "Noise and Denoisers",
      abstract: `${LIMIT}, which leaves most of the question open to others.`.repeat(2),
    },
    ...{ doi: "10.5555/n", bibtex: "", verified: "arXiv, 2026-03-01" },
  });
  const lab = {
    ...conversingLab(model),
    paperReader: { read: async (path: string) => ({ pages: pages(path) }) },
    literature: {
      sources: ["arXiv"],
      search: async (query: string) => {
        asked.push(query);
        return { papers: [found, { ...found, title: "No Abstract", abstract: "" }] };
      },
    },
  };
  const distil = (from: DistilFrom = papers, archive: readonly Idea[] = []) =>
    distilIdeas(lab, project, archive, from, 2, async (one) => void kept.push(one));
  return { model, kept, asked, lab, distil };
}

describe("ideas are distilled from papers", () => {
  test("each goes back to words that are in the paper, and keeps them with its title and file", async () => {
    const world = reading([points(LIMIT), ideas([[1], idea("noise_levels", "Do Noise Levels Behave Alike?")])]);
    expect(await world.distil()).toMatchObject({ ideas: [{ Name: "noise_levels" }], remarks: [] });
    expect(world.kept[0]!.sources).toEqual([
      {
        ...{ title: "Schedules for Small Denoisers", file: "papers/small.pdf" },
        ...{ kind: "limitation", point: "One noise level was tried.", quote: LIMIT },
      },
    ]);
    const [first, second] = world.model.requests.map(({ conversation }) => conversation.at(-1)!.text);
    expect(first).toContain("A limitation is that we tried one noise level only");
    expect(second).toContain("1. limitation, “Schedules for Small Denoisers”: One noise level was tried.");
  });

  test("a point whose words are not in the paper is dropped, and said; without any there is no idea", async () => {
    const world = reading([points("we tried all noise levels there are")]);
    const { ideas: made, remarks } = await world.distil();
    expect(made).toEqual([]);
    expect(remarks).toEqual([
      "“we tried all noise levels there are” is not in “Schedules for Small Denoisers”, so that point was dropped.",
      "Nothing was found there that leads to an idea for this project.",
    ]);
    expect(world.model.requests).toHaveLength(1);
  });

  test("near-duplicates are refused, and so is an idea that goes back to nothing", async () => {
    const known = idea("noise_levels", "Do Noise Levels Behave Alike?");
    const world = reading([points(LIMIT), ideas([[1], known], [[7], idea("other_thing", "Another Thing Entirely")])]);
    const { remarks } = await world.distil(papers, [known]);
    expect(world.kept).toEqual([]);
    expect(remarks).toEqual([
      "“Do Noise Levels Behave Alike?” repeats “Do Noise Levels Behave Alike?” and was not added.",
      "“Another Thing Entirely” goes back to none of the points and was not added.",
    ]);
  });

  test("what broke off is gone on with and not paid for twice; what ended is begun anew", async () => {
    const lines = [points(LIMIT), new Error("The line is dead."), ideas([[1], idea("noise_levels", "Noise Levels?")])];
    const world = reading([...(lines as string[]), points(LIMIT), ideas([[1], idea("more", "Something Else Again")])]);
    await expect(world.distil()).rejects.toThrow();
    await world.distil();
    expect(world.kept.map(({ Name }) => Name)).toEqual(["noise_levels"]);
    const before = world.model.requests.length;
    await world.distil(papers, world.kept);
    expect(world.kept.map(({ Name }) => Name)).toEqual(["noise_levels", "more"]);
    expect(world.model.requests.length - before).toBe(2);
  });

  test("other papers do not get the answers to those that were interrupted", async () => {
    const world = reading([points(LIMIT), new Error("The line is dead.") as never, points(LIMIT), ideas()]);
    await expect(world.distil()).rejects.toThrow();
    await world.distil({ type: "papers", papers: [{ path: "/q/other.pdf", file: "/q/other.pdf" }] });
    expect(world.lab.journal.history.flatMap((event) => ("step" in event ? [event.step] : []))).toContain(
      "distil 2: ideas",
    );
  });

  test("a PDF that cannot be read takes no other with it; alone it is an error", async () => {
    const broken = (path: string) => {
      if (path.includes("bad")) throw new PaperUnreadable(`${path} has no text, only pictures of text.`);
      return PAGES;
    };
    const bad = { path: "/p/bad.pdf", file: "bad.pdf" };
    const world = reading([points(LIMIT), ideas([[1], idea("noise", "Noise Levels Alike?")])], broken);
    const { remarks } = await world.distil({ type: "papers", papers: [bad, ...papers.papers] });
    expect(remarks).toEqual(["/p/bad.pdf has no text, only pictures of text."]);
    expect(world.kept).toHaveLength(1);
    await expect(world.distil({ type: "papers", papers: [bad] })).rejects.toThrow("only pictures");
  });
});

test("ideas are distilled from what a search finds, with where each can be read", async () => {
  const said = JSON.stringify({
    points: [
      { paper: 1, kind: "question", point: "The rest is open.", quote: "leaves most of the question open" },
      { paper: 9, kind: "question", point: "The rest is open.", quote: "leaves most of the question open" },
    ],
  });
  const world = reading([said, ideas([[1], idea("noise", "Noise Levels Alike?")])]);
  const { remarks } = await world.distil({ type: "search", query: "noise denoisers" });
  expect(world.asked).toEqual(["noise denoisers"]);
  expect(world.kept[0]!.sources).toMatchObject([{ title: "Noise and Denoisers", link: "https://doi.org/10.5555/n" }]);
  expect(remarks).toEqual([
    "“leaves most of the question open” is not in any of the papers, so that point was dropped.",
  ]);
  expect(world.model.requests[0]!.conversation.at(-1)!.text).not.toContain("No Abstract");
});
