import * as z from "zod";
import { shownAuthors } from "../../research/author-names";
import type { Idea } from "../../research/idea";
import { Novelty } from "../../research/idea";
import type { Template } from "../../research/template";
import { jsonAnswer } from "../answers";
import type { Question } from "../ask";
import type { SearchResult } from "../ports/literature";
import { ideaText } from "./project-text";
import { data, SCIENTIST } from "./scientist";

export const NoveltyAnswer = z.object({
  thought: z.string(),
  query: z.string().optional(),
  verdict: Novelty.shape.verdict.optional(),
  papers: Novelty.shape.papers,
});
export type NoveltyAnswer = z.infer<typeof NoveltyAnswer>;

/** One round: the results of the last query are shown, the model asks for another one or decides. */
export function judgeNovelty(
  template: Template,
  idea: Idea,
  found: readonly SearchOfRound[],
  round: number,
  rounds: number,
): Question<NoveltyAnswer> {
  return {
    name: `novelty of ${idea.Name}: round ${round}`,
    stage: "novelty",
    system: SCIENTIST,
    context: [`# The project\n${template.system}\n\n${template.task}`, ideaText(idea), ...found.map(searchText)],
    question: `# Your task, round ${round} of at most ${rounds}: has this been published?
Decide by what the searches brought, like an area chair: a work that you remember and no search has shown decides nothing, but you may search for it by words of its title. An idea overlaps when a paper tests the same change for the same purpose, not when it shares a keyword. Of each paper that comes closest, also when the idea is novel, say what it shares with the idea, and quote a sentence of its abstract word for word that shows it. "novel" needs at least two different queries whose results you read; when the searches failed or missed the field, the verdict is "unknown". Other words that bring the same close works again are a sign that the field was found.

Answer with JSON: {"thought": "…", "query": "next query, plain words"} to search again, or {"thought": "why", "verdict": "novel" | "overlaps" | "unknown", "papers": [{"title": "…", "year": 2020, "why": "what it shares", "quote": "…"}]} to decide.`,
    answer: jsonAnswer("novelty", NoveltyAnswer),
  };
}

export type SearchOfRound = { readonly query: string; readonly result: SearchResult };

function searchText({ query, result }: SearchOfRound): string {
  const papers = result.papers.map((paper, index) => {
    const authors = shownAuthors(paper.authors);
    const retracted = paper.retracted ? "Retracted. " : "";
    return `${index + 1}. ${paper.title}. ${authors}. ${paper.venue} ${paper.year ?? ""}, cited ${paper.citations ?? "?"} times.\n${retracted}${paper.abstract}`;
  });
  const none = result.problem ? `The search failed: ${result.problem}` : "No paper was found.";
  const part = result.problem && papers.length > 0 ? [`Not all sources answered: ${result.problem}`] : [];
  const body = papers.length > 0 ? [...part, ...papers].join("\n\n") : none;
  return `# Search: ${query}\n${data("search results", [body, ...pagesText(result)].join("\n\n"))}`;
}

/** Pages of the web say what others do; an overlap needs a paper. */
function pagesText({ pages = [] }: SearchResult): string[] {
  if (pages.length === 0) return [];
  const lines = pages.map(({ title, url, text }) => `- ${title} (${url}): ${text}`);
  return [`Pages of the web, which are hints for the next query and no papers:\n${lines.join("\n")}`];
}
