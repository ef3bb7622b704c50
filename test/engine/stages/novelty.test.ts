import { describe, expect, test } from "vitest";
import { judgeNovelty, type SearchOfRound } from "../../../src/engine/prompts/check-novelty";
import { checkNovelty, noveltyIn } from "../../../src/engine/stages/check-novelty";
import { Reference } from "../../../src/research/reference";
import { conversingLab, saying } from "../../fakes/conversing";
import { template } from "../../fakes/study";

const known = Reference.parse({
  title: "A Known Paper",
  year: 2019,
  doi: "10.5555/k",
  abstract: "A tool. It does what we do.",
  bibtex: "",
  verified: "A, 2026-03-01",
});
const search = (query: string, papers: Reference[], problem?: string): SearchOfRound => ({
  query,
  result: { papers, ...(problem ? { problem } : {}) },
});
const two = [search("one thing", [known]), search("another thing", [])];
const said = (verdict: "novel" | "overlaps" | "unknown", ...titles: string[]) => ({
  ...{
    verdict,
    thought: "Because.",
    papers: titles.map((title) => ({ title, quote: "It does what we do.", why: "Alike." })),
  },
});

describe("a verdict on novelty holds as far as the searches bear it", () => {
  test("an overlap names papers that were found, with where they can be read", () => {
    expect(noveltyIn(said("overlaps", "a known paper.", "An Invented One"), two)).toEqual({
      ...{ verdict: "overlaps", reason: "Because." },
      papers: [
        {
          ...{ title: "A Known Paper", year: 2019, url: "https://doi.org/10.5555/k" },
          ...{ quote: "It does what we do.", why: "Alike." },
        },
      ],
    });
  });

  test("words that the abstract does not have are no quote", () => {
    const found = [search("one", [{ ...known, abstract: "Something else entirely." }]), search("two", [])];
    const [paper] = noveltyIn(said("overlaps", "A Known Paper"), found).papers;
    expect(paper).toEqual({ title: "A Known Paper", year: 2019, why: "Alike.", url: "https://doi.org/10.5555/k" });
  });

  test("an overlap with papers that nobody found is none", () => {
    expect(noveltyIn(said("overlaps", "An Invented One"), two)).toMatchObject({ verdict: "unknown", papers: [] });
  });

  test("novel needs two different queries that were answered; no hit is an answer, a failed search is none", () => {
    const verdict = (found: SearchOfRound[]) => noveltyIn(said("novel"), found).verdict;
    expect(verdict(two)).toBe("novel");
    expect(verdict([search("one", []), search("other", [])])).toBe("novel");
    expect(verdict([search("one", []), search("One!", [])])).toBe("unknown");
    expect(verdict([search("one", []), search("other", [], "429")])).toBe("unknown");
    expect(verdict([search("one", []), search("other", [known], "arXiv: 429.")])).toBe("novel");
    // What the researcher's own files have says nothing of what is published.
    const own = (query: string) => ({ query, result: { papers: [known], ownOnly: true } });
    expect(verdict([own("one"), own("other")])).toBe("unknown");
    const broken = (query: string) => ({ query, result: { papers: [], remarks: "x.pdf is damaged." } });
    expect(verdict([broken("one"), broken("other")])).toBe("novel");
  });
});

test("whether a paper was retracted is the record's word, not the model's", () => {
  const claimed = { verdict: "overlaps" as const, thought: "", papers: [{ title: known.title, retracted: true }] };
  expect(noveltyIn(claimed, two).papers[0]).not.toHaveProperty("retracted");
  const found = [search("one", [{ ...known, retracted: true }])];
  expect(noveltyIn(said("overlaps", known.title), found).papers).toMatchObject([{ retracted: true }]);
});

test("pages of the web are shown as hints, and are no papers", () => {
  const pages = [{ title: "A blog", url: "https://x.y", text: "We did it." }];
  const found = [{ query: "one", result: { papers: [], pages } }];
  const asked = judgeNovelty(template, template.seedIdeas[0]!, found, 2, 10).context.join("\n");
  expect(asked).toContain(
    "Pages of the web, which are hints for the next query and no papers:\n- A blog (https://x.y): We did it.",
  );
  expect(noveltyIn(said("overlaps", "A blog"), found).papers).toEqual([]);
});

test("the model reads what was found, what is retracted, and which sources did not answer", () => {
  const found = [search("one", [{ ...known, retracted: true, abstract: "It claims." }], "arXiv: it is down.")];
  const asked = judgeNovelty(template, template.seedIdeas[0]!, found, 2, 10).context.join("\n");
  expect(asked).toContain("Not all sources answered: arXiv: it is down.");
  expect(asked).toContain("1. A Known Paper. . ");
  expect(asked).toContain("Retracted. It claims.");
});

describe("an idea is checked", () => {
  const [idea] = template.seedIdeas;
  const unknown = JSON.stringify({ thought: "Nothing answered.", verdict: "unknown", papers: [] });
  const query = JSON.stringify({ thought: "First.", query: "wide layers" });
  const checking = (...lines: string[]) => {
    const model = saying(lines);
    const literature = { sources: ["arXiv"], search: async () => ({ papers: [], problem: "arXiv: it is down." }) };
    return { model, lab: { ...conversingLab(model), template, literature } };
  };

  test("again when it has a verdict, for what did not answer may do so now; not again when its verdict got lost", async () => {
    const { lab, model } = checking(query, unknown, query, unknown);
    const novelty = await checkNovelty(lab, idea!);
    expect(await checkNovelty(lab, idea!)).toEqual(novelty);
    expect(model.requests).toHaveLength(2);
    await checkNovelty(lab, { ...idea!, novelty });
    expect(model.requests).toHaveLength(4);
    await checkNovelty(lab, idea!);
    expect(model.requests).toHaveLength(4);
  });

  test("anew where an older journal has its rounds and the idea their verdict", async () => {
    const { lab, model } = checking(unknown);
    const old = checking(query, unknown);
    const novelty = await checkNovelty(old.lab, idea!);
    const history = old.lab.journal.history.filter((event) => !("step" in event && event.step.endsWith(": verdict")));
    for (const event of history) await lab.journal.append(event);
    await checkNovelty(lab, { ...idea!, novelty });
    expect(model.requests).toHaveLength(1);
  });
});
