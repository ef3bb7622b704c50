import { describe, expect, test } from "vitest";
import { searchCitations } from "../../../src/engine/stages/search-citations";
import { shortfall, stateReferences, withReferenceCount } from "../../../src/engine/stages/state-references";
import type { Draft } from "../../../src/engine/stages/write-paper";
import { claimLibrary, claimProblemsInPart } from "../../../src/latex/claim-problems";
import { bibliographyOf, citationsIn } from "../../../src/latex/sections";
import { Reference } from "../../../src/research/reference";
import { findings, paper, template } from "../../fakes/study";
import { type Answer, accepting, DECIDED, scene } from "./change";

const PATH = "latex/template.tex";
const SOURCE = `\\documentclass{article}
\\begin{filecontents}{references.bib}
@misc{ho2020,
  title = {Denoising Diffusion Probabilistic Models},
  author = {Ho, Jonathan},
  year = {2020}
}
\\end{filecontents}
\\begin{document}
\\section{Introduction}
Diffusion models denoise data \\citep{ho2020}. A cosine schedule is common.

\\section{Related Work}
Schedules were studied before.

\\section{Use of AI}
A program wrote this.

\\bibliography{references}
\\end{document}
`;

const work = (title: string, author: string, year = 2021) =>
  Reference.parse({
    ...{ title, authors: [author], year, abstract: `We study ${title}.`, doi: `10.5555/${year}` },
    ...{ bibtex: "@misc{invented, title = {Not This}}", verified: "arXiv, 2026-03-01", retracted: false },
  });
const cosine = work("Improved Denoising Diffusion", "Alex Nichol");
const variational = work("Variational Diffusion Models", "Diederik Kingma");

const missing = (...queries: string[]) =>
  JSON.stringify({ missing: queries.map((query) => ({ what: "its origin", query })), why: "" });
const NOTHING = JSON.stringify({ missing: [], why: "The text owes nothing." });
const edit = (search: string, replace: string) => `Title: Credit it
Why: Its abstract says so.
${PATH}
\`\`\`latex
<<<<<<< SEARCH
${search}
=======
${replace}
>>>>>>> REPLACE
\`\`\`
END-OF-ANSWER`;
const COSINE = edit("schedule is common.", "schedule is common \\citep{nichol2021improved}.");
const KINGMA = edit("studied before.", "studied before. \\citet{kingma2021variational} learn them.");

type Found = { papers: Reference[]; problem?: string };

function searching(lines: readonly string[], finds: (query: string) => Found, answers: Answer[] = [accepting]) {
  const world = scene(lines, answers, { [PATH]: SOURCE });
  const asked: string[] = [];
  const literature = {
    sources: ["arXiv"],
    search: async (query: string) => {
      asked.push(query);
      return finds(query);
    },
  };
  const lab = { ...world.lab, literature, parameters: { ...world.lab.parameters, minReferences: 3 } };
  return { ...world, asked, lab };
}

async function draftIn({ lab }: ReturnType<typeof searching>): Promise<Draft> {
  const library = claimLibrary({ findings, manifest: template.manifest, programs: [] });
  return { commit: await lab.workspace.head(), title: "A Study", context: { ...paper, findings }, library };
}

const both = (): Found => ({ papers: [cosine, variational] });
const textOf = async ({ lab }: ReturnType<typeof searching>, { commit }: Draft) =>
  (await lab.workspace.readAt(commit, PATH)) ?? "";

describe("citations are searched for when the draft is there", () => {
  test("what was found stands where the model puts it, with an entry made of the record and no other", async () => {
    const world = searching([missing("cosine schedule"), COSINE, missing("learnt schedule"), KINGMA, NOTHING], both);
    const made = await searchCitations(world.lab, await draftIn(world));
    const text = await textOf(world, made);
    expect(world.asked).toEqual(["cosine schedule", "learnt schedule"]);
    expect(citationsIn(text)).toEqual(["ho2020", "nichol2021improved", "kingma2021variational"]);
    expect(bibliographyOf(text).map(({ key, title, fields }) => [key, title, fields.verified])).toEqual([
      ["ho2020", "Denoising Diffusion Probabilistic Models", undefined],
      ["nichol2021improved", "Improved Denoising Diffusion", "arXiv, 2026-03-01"],
      ["kingma2021variational", "Variational Diffusion Models", "arXiv, 2026-03-01"],
    ]);
    expect(text).not.toContain("Not This");
    expect(made.context.bibliography.map(({ key }) => key)).toContain("kingma2021variational");
    expect(made.citing).toEqual({ searches: 2, end: "nothing missing" });
    // What arrives to be looked at: the entry, and the sentence.
    expect(world.seen[0]!.hunks.map(({ added }) => added.join("\n").slice(0, 30))).toEqual([
      "\n@misc{nichol2021improved,\n  ti".slice(0, 30),
      "Diffusion models denoise data ",
    ]);
  });

  test("the model reads the draft, what it cites and should, what was searched, and abstracts", async () => {
    const world = searching([missing("cosine schedule"), COSINE, NOTHING], both);
    await searchCitations(world.lab, await draftIn(world));
    const said = world.model.requests.map(({ conversation }) => conversation.map(({ text }) => text).join("\n"));
    expect(said[0]).toContain("The paper cites 1 different works, and readers expect at least 3: 2 more.");
    expect(said[0]).toContain("A cosine schedule is common.");
    expect(said[0]).not.toContain("Searches so far");
    expect(said[1]).toContain("nichol2021improved: Improved Denoising Diffusion. Alex Nichol. 2021.\nWe study");
    expect(said[1]!.startsWith(said[0]!)).toBe(true);
    expect(said[2]).toMatch(/- cosine schedule: 2 works: .*Improved Denoising Diffusion/);
    expect(said[2]).toContain("common \\citep{nichol2021improved}.");
  });

  test("an invented key is sent back, and so is an edit that does more than cite", async () => {
    const invented = edit("schedule is common.", "schedule is common \\citep{doe2024}.");
    const more = edit("A cosine schedule is common.", "A linear schedule is bad.");
    const world = searching([missing("cosine schedule"), invented, more, COSINE, NOTHING], both);
    const made = await searchCitations(world.lab, await draftIn(world));
    expect(citationsIn(await textOf(world, made))).toEqual(["ho2020", "nichol2021improved"]);
    const complaints = world.model.requests.slice(2, 4).map(({ conversation }) => conversation.at(-1)!.text);
    expect(complaints[0]).toContain("key “doe2024” is not in the reference table");
    expect(complaints[1]).toContain("changes without a new citation in it");
  });

  test("resumed, nothing is searched, asked or proposed again, also when no source is named any more", async () => {
    const world = searching([missing("cosine schedule"), COSINE, NOTHING], both);
    const draft = await draftIn(world);
    const made = await searchCitations(world.lab, draft);
    const without = { ...world.lab, literature: { ...world.lab.literature, sources: [] } };
    expect(await searchCitations(without, draft)).toEqual(made);
    expect([world.asked.length, world.model.requests.length, world.seen.length]).toEqual([1, 3, 1]);
  });

  test("nothing is asked without a source, nor of a paper whose second pass was made without", async () => {
    const world = searching([], both);
    const draft = await draftIn(world);
    const none = { ...world.lab, literature: { ...world.lab.literature, sources: [] } };
    expect(await searchCitations(none, draft)).toBe(draft);
    await world.journal.append({ type: "step-finished", step: "paper: second pass", result: {} });
    expect(await searchCitations(world.lab, draft)).toBe(draft);
    expect(world.model.requests).toEqual([]);
  });

  test("an invented work of the researcher's own files is offered to nobody", async () => {
    const own = { ...variational, ownOnly: true };
    const world = searching([missing("cosine schedule"), COSINE, NOTHING], () => ({ papers: [own, cosine] }));
    const vouch = async () => ({ verdict: "nowhere" as const, asked: "Crossref" });
    const lab = { ...world.lab, literature: { ...world.lab.literature, vouch } };
    const made = await searchCitations(lab, await draftIn(world));
    expect(world.model.requests[1]!.conversation.at(-1)!.text).not.toContain("Variational Diffusion Models");
    expect(citationsIn(await textOf(world, made))).toEqual(["ho2020", "nichol2021improved"]);
    expect(world.journal.of("noted").map(({ text }) => text)).toEqual([
      "“Variational Diffusion Models” is in the researcher's own files alone and was found nowhere (Crossref), so it cannot be cited.",
    ]);
  });

  test("services that do not answer cost two rounds and no more, and are named", async () => {
    const dead = () => ({ papers: [], problem: "arXiv: it is down." });
    const world = searching([missing("one thing"), missing("other thing"), missing("third thing")], dead);
    const made = await searchCitations(world.lab, await draftIn(world));
    expect(made.citing).toEqual({ searches: 2, end: "no answer" });
    expect(world.model.requests.length).toBe(2);
    expect(world.journal.of("noted").map(({ text }) => text)).toEqual([
      "Searching for citations: arXiv: it is down.",
      "No service of literature answered, so the paper goes on with the citations that it has.",
    ]);
  });

  test("a model that never says that it is enough gets two more rounds when it is", async () => {
    const lines = ["", "b", "c", "d", "e"].flatMap((end, index) => [
      missing(`schedule ${index}`),
      edit("were studied before.", `were studied before. \\citet{kim2021schedule${end}} did.`),
    ]);
    const world = searching(lines, (query) => ({ papers: [work(`Schedule: ${query}`, "Ann Kim")] }));
    const made = await searchCitations(world.lab, await draftIn(world));
    expect(made.citing).toEqual({ searches: 4, end: "rounds" });
    expect(citationsIn(await textOf(world, made))).toHaveLength(5);
    expect(world.model.requests).toHaveLength(8);
  });

  test("every search of a round has its share of what is shown", async () => {
    const many = (query: string) => ({
      papers: Array.from({ length: 40 }, (_, index) => work(`Part ${"x".repeat(index)} of ${query}`, "Ann Kim")),
    });
    const world = searching([missing("schedule", "noise", "width"), "UNCHANGED\nEND-OF-ANSWER", NOTHING], many);
    await searchCitations(world.lab, await draftIn(world));
    const shown = world.model.requests[1]!.conversation.at(-1)!.text;
    const counts = ["schedule", "noise", "width"].map((query) => shown.split(` of ${query}. Ann`).length - 1);
    expect(counts).toEqual([10, 10, 10]);
  });

  test("what the researcher turned down is not offered again; a search is not repeated", async () => {
    const rejecting: Answer = async () => DECIDED;
    const lines = [missing("cosine schedule"), COSINE, missing("Cosine Schedule", "schedules"), KINGMA, NOTHING];
    const world = searching(lines, both, [rejecting, accepting]);
    const made = await searchCitations(world.lab, await draftIn(world));
    expect(world.asked).toEqual(["cosine schedule", "schedules"]);
    expect(world.model.requests[3]!.conversation.at(-1)!.text).not.toContain("nichol2021improved");
    expect(citationsIn(await textOf(world, made))).toEqual(["ho2020", "kingma2021variational"]);
  });
});

describe("a paper with fewer works than are expected says so", () => {
  test("how many it has and why, in one sentence that goes when there are enough", async () => {
    const world = searching([missing("cosine schedule"), COSINE, NOTHING], both);
    const made = await searchCitations(world.lab, await draftIn(world));
    const said = await stateReferences(world.lab, made, "draft");
    const sentence =
      "This paper cites 2 works, fewer than the 3 that are expected: after one search of the literature its text owed credit to no other work.";
    expect(claimProblemsInPart(await textOf(world, said), PATH, made.library)).toEqual([]);
    expect(await textOf(world, said)).toContain(`A program wrote this.\n\n${sentence}\n\n`);
    expect(await stateReferences(world.lab, said, "improvement 1")).toEqual(said);
    const enough = { ...world.lab, parameters: { ...world.lab.parameters, minReferences: 2 } };
    const gone = await stateReferences(enough, said, "improvement 2");
    expect(await textOf(world, gone)).toBe(await textOf(world, made));
  });

  test("a paper for which nothing was searched is left alone", async () => {
    const world = searching([], both);
    const draft = await draftIn(world);
    expect(await stateReferences(world.lab, draft, "draft")).toBe(draft);
  });

  test("it stands in the related work where the paper does not speak of its making", () => {
    const sentence = shortfall(1, 2, { searches: 4, end: "no answer" })!;
    expect(sentence).toBe(
      "This paper cites 1 work, fewer than the 2 that are expected: the services of literature that were searched did not answer.",
    );
    const bare = SOURCE.replace("\\section{Use of AI}\nA program wrote this.\n\n", "");
    const said = withReferenceCount(bare, sentence);
    expect(said).toContain(`Schedules were studied before.\n\n${sentence}\n`);
    expect(withReferenceCount(said, undefined).replace(/\n+/g, "\n")).toBe(bare.replace(/\n+/g, "\n"));
  });
});
