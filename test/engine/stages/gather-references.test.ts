import { describe, expect, test } from "vitest";
import type { Literature } from "../../../src/engine/ports/literature";
import { citable, gatherReferences, withReferences } from "../../../src/engine/stages/gather-references";
import { bibliographyOf } from "../../../src/latex/sections";
import { Reference } from "../../../src/research/reference";
import { findings, paper } from "../../fakes/study";
import { accepting, scene } from "./change";

const SOURCE = `\\documentclass{article}
\\begin{filecontents}{references.bib}
@book{wahba1990spline,
  title = {Spline Models},
  author = {Wahba, Grace},
  year = {1990}
}
\\end{filecontents}
\\begin{document}
Text.
\\bibliography{references}
\\end{document}
`;

const reference = (title: string, more: Partial<Reference> = {}): Reference =>
  Reference.parse({
    ...{
      title,
      authors: ["Ada Writer"],
      year: 2020,
      abstract: `On ${title}.`,
      bibtex: "",
      verified: "arXiv, 2026-03-01",
    },
    ...more,
  });

describe("what may be cited of what was found", () => {
  test("each work once, none that is there already, that was retracted, or that nobody can be credited with", () => {
    const found = [
      reference("A Study"),
      reference("a study!"),
      reference("Spline {M}odels"),
      reference("Withdrawn", { retracted: true }),
      reference("Undated", { year: undefined }),
      reference("Nobody's", { authors: [] }),
      reference("Another"),
    ];
    expect(citable(found, SOURCE).map(({ title }) => title)).toEqual(["A Study", "Another"]);
  });

  test("comes into the bibliography that the paper carries, under keys that are free, and says where it was seen", () => {
    const works = [reference("Spline Theory", { authors: ["Grace Wahba"], year: 1990 }), reference("Costs & 50%")];
    const after = withReferences(SOURCE, works);
    expect(after.replace(/\n@book[\s\S]*?(?=\\end\{filecontents\})/, "\n")).toBe(
      SOURCE.replace(/\n@book[\s\S]*?(?=\\end\{filecontents\})/, "\n"),
    );
    expect(bibliographyOf(after).map(({ key, fields }) => [key, fields.verified])).toEqual([
      ["wahba1990spline", undefined],
      ["wahba1990splineb", "arXiv, 2026-03-01"],
      ["writer2020costs", "arXiv, 2026-03-01"],
    ]);
    expect(after).toContain("annotation = {On Costs \\& 50\\%.},");
  });

  test("cannot come into a paper that carries no bibliography", () => {
    expect(withReferences("\\begin{document}\\end{document}", [reference("A")])).toBe(
      "\\begin{document}\\end{document}",
    );
  });
});

describe("before a paper is written", () => {
  const answers = ['{"queries": ["noise schedule", "diffusion"]}', '{"choose": [2, 2, 99, 1]}'];
  const works = [reference("First"), reference("Second"), reference("Third")];

  function searching(lines: readonly string[] = answers, sources: readonly string[] = ["arXiv"]) {
    const world = scene(lines, [accepting]);
    const asked: string[] = [];
    const literature = {
      sources,
      search: async (query: string) => {
        asked.push(query);
        return query === "diffusion" ? { papers: works, problem: "Crossref: it is down." } : { papers: [works[0]!] };
      },
    };
    return { ...world, asked, lab: { ...world.lab, literature } };
  }
  const context = { ...paper, findings };

  test("the record is searched for what the model names, and what it chooses of what was found can be cited", async () => {
    const { lab, asked, journal } = searching();
    const after = await gatherReferences(lab, context, SOURCE);
    expect(asked).toEqual(["noise schedule", "diffusion"]);
    expect(bibliographyOf(after).map(({ title }) => title)).toEqual(["Spline Models", "Second", "First"]);
    expect(journal.of("noted").map(({ text }) => text)).toEqual(["Searching for references: Crossref: it is down."]);
  });

  test("resumed, nothing is searched or asked again, also when no source is named any more", async () => {
    const { lab, asked, model } = searching();
    const after = await gatherReferences(lab, context, SOURCE);
    const without = { ...lab, literature: { ...lab.literature, sources: [] } };
    expect(await gatherReferences(without, context, SOURCE)).toBe(after);
    expect([asked.length, model.requests.length]).toEqual([2, 2]);
  });

  test("what the researcher's own files alone have is looked up when it is chosen, once", async () => {
    const own = (title: string) => reference(title, { ownOnly: true, verified: "your bibliography, 2026-03-01" });
    const [real, invented, silent, withdrawn] = [own("Real"), own("Invented"), own("Silent"), own("Withdrawn")];
    const lines = ['{"queries": ["noise"]}', '{"choose": [1, 2, 3, 4, 5]}'];
    const { lab, journal } = searching(lines);
    const vouched: string[] = [];
    const literature: Literature = {
      sources: ["your bibliography", "Crossref"],
      search: async () => ({ papers: [real, invented, silent, withdrawn, works[0]!] }),
      vouch: async ({ title }) => {
        vouched.push(title);
        if (title === "Invented") return { verdict: "nowhere", asked: "Crossref" };
        if (title === "Silent") return { verdict: "unknown", problem: "Crossref: it is down." };
        const retracted = title === "Withdrawn" ? { retracted: true } : {};
        return { verdict: "found", work: reference(title, { verified: "Crossref, 2026-03-01", ...retracted }) };
      },
    };
    const after = await gatherReferences({ ...lab, literature }, context, SOURCE);
    expect(bibliographyOf(after).map(({ title, fields }) => [title, fields.verified])).toEqual([
      ["Spline Models", undefined],
      ["Real", "Crossref, 2026-03-01; not checked for retraction"],
      ["Silent", "your bibliography, 2026-03-01; not verified"],
      ["First", "arXiv, 2026-03-01; not checked for retraction"],
    ]);
    expect(journal.of("noted").map(({ text }) => text)).toEqual([
      "“Invented” is in the researcher's own files alone and was found nowhere (Crossref), so it cannot be cited.",
      "“Silent” is in the researcher's own files alone and could not be looked up: Crossref: it is down. If it is cited, its entry says so.",
      "“Withdrawn” was retracted, so it cannot be cited.",
    ]);
    expect(await gatherReferences({ ...lab, literature }, context, SOURCE)).toBe(after);
    expect(vouched).toEqual(["Real", "Invented", "Silent", "Withdrawn"]);
  });

  test("what nobody who tells of retractions has found is looked up first: what was retracted stays out, what is unknown says so", async () => {
    const { lab, journal } = searching(['{"queries": ["noise"]}', '{"choose": [1, 2, 3, 4]}']);
    const sound = reference("Sound", { retracted: false, verified: "OpenAlex, 2026-03-01" });
    const asked: string[][] = [];
    const literature: Literature = {
      sources: ["OpenAlex", "Crossref"],
      search: async () => ({ papers: [...works, sound] }),
      retractions: async (open) => {
        asked.push(open.map(({ title }) => title));
        const [where, problem] = ["Crossref, 2026-03-02", "OpenAlex: it is down."];
        return { works: [{ retracted: true, where }, { retracted: false, where }, null], problem };
      },
    };
    const after = await gatherReferences({ ...lab, literature }, context, SOURCE);
    expect(bibliographyOf(after).map(({ title, fields }) => [title, fields.verified])).toEqual([
      ["Spline Models", undefined],
      ["Second", "arXiv, 2026-03-01; Crossref, 2026-03-02"],
      ["Third", "arXiv, 2026-03-01; not checked for retraction"],
      ["Sound", "OpenAlex, 2026-03-01"],
    ]);
    expect(journal.of("noted").map(({ text }) => text)).toEqual([
      "Looking up retractions: OpenAlex: it is down. What could not be looked up says so in its entry.",
      "“First” was retracted, so it cannot be cited.",
    ]);
    expect(await gatherReferences({ ...lab, literature }, context, SOURCE)).toBe(after);
    expect(asked).toEqual([["First", "Second", "Third"]]);
  });

  test("nothing is asked without a source, nor of a paper that was begun without", async () => {
    const none = searching([], []);
    expect(await gatherReferences(none.lab, context, SOURCE)).toBe(SOURCE);
    const begun = searching([]);
    await begun.journal.append({ type: "step-finished", step: "paper: title and abstract", result: {} });
    expect(await gatherReferences(begun.lab, context, SOURCE)).toBe(SOURCE);
    expect(begun.asked).toEqual([]);
  });

  test("nothing found, nothing to choose from", async () => {
    const { lab } = searching(['{"queries": ["boats and trains"]}']);
    const literature = { sources: ["arXiv"], search: async () => ({ papers: [] }) };
    expect(await gatherReferences({ ...lab, literature }, context, SOURCE)).toBe(SOURCE);
  });
});
