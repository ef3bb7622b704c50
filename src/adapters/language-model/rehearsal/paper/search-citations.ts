import { jsonIn } from "../../../../engine/answers";
import { citationsIn, sectionsOf } from "../../../../latex/sections";
import { type Asked, dataIn, partOf } from "../asked";
import { editAnswer, UNCHANGED } from "../blocks";
import { keywords } from "../judge-novelty";
import { referencesIn } from "./material";
import { PAPER_PATH } from "./paper-path";
import { sentencesOnce } from "./place-citations";

/** So many gaps a round, and so many works cited of what was found. */
const A_ROUND = 3;

/** Pairs of the words that the paper is about, those first that were not searched for yet; nothing when enough is cited. */
export function nameMissingCitations(asked: Asked): string {
  if (asked.question.includes("which is enough")) return gaps([], "");
  const source = paperIn(asked);
  const done = dataIn(partOf(asked.parts, /^Searches so far/), "searches") ?? "";
  const words = [...new Set(keywords(titleOf(source)).concat(keywords(proseOf(source).slice(0, 2000))))];
  const pairs = words.slice(0, 24).map((word, index) => [word, words[index + 1]].filter(Boolean).join(" "));
  const fresh = pairs.filter((pair) => !done.includes(`- ${pair}:`)).slice(0, A_ROUND);
  return gaps(fresh, fresh.length > 0 ? "" : "Every pair of words that this paper is about was searched for.");
}

function gaps(queries: readonly string[], why: string): string {
  const missing = queries.map((query) => ({ what: `Earlier work on ${query}, for the related work.`, query }));
  return JSON.stringify({ missing, why }, null, 1);
}

/** One sentence more in the related work, which names the first works that were found, and some that nobody cites yet. */
export function citeFoundWorks(asked: Asked): string {
  const source = paperIn(asked);
  const found = dataIn(asked.question, "search results") ?? "";
  const keys = [...found.matchAll(/^([a-z][a-z0-9]*): \S/gm)].map((match) => match[1]!).slice(0, A_ROUND + 1);
  const sentence = lastOfRelatedWork(source);
  if (keys.length === 0 || !sentence) return UNCHANGED;
  const named = keys.map((key) => `\\citet{${key}}`);
  const list = named.length === 1 ? named[0] : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
  const subject = queryOf(asked);
  return editAnswer([
    {
      path: PAPER_PATH,
      title: `Name earlier work on ${subject}`,
      why: "They are the closest that the search found, and no sentence names them yet.",
      search: sentence,
      replace: `${sentence} On ${subject}, the closest that was found is the work of ${list}${besides(asked, source)}.`,
    },
  ]);
}

/** Works that are in the bibliography for nothing. */
function besides({ parts }: Asked, source: string): string {
  const cited = new Set(citationsIn(source));
  const left = referencesIn(parts).filter(({ key }) => !cited.has(key));
  const keys = left.slice(0, A_ROUND).map(({ key }) => key);
  return keys.length > 0 ? `, beside others \\citep{${keys.join(", ")}}` : "";
}

function paperIn({ parts }: Asked): string {
  return dataIn(partOf(parts, /^The paper as it is now/), "paper") ?? "";
}

function queryOf({ drafts }: Asked): string {
  const said = jsonIn(drafts.at(-1) ?? "") as { missing?: readonly { query?: string }[] } | undefined;
  return said?.missing?.[0]?.query ?? "the same question";
}

function titleOf(source: string): string {
  return /\\title\{([^}]*)\}/.exec(source)?.[1] ?? "";
}

/** The words of the abstract and of what follows it, without commands. */
function proseOf(source: string): string {
  return source
    .slice(Math.max(0, source.indexOf("\\begin{abstract}")))
    .replace(/\\[a-zA-Z]+\*?(?:\[[^\]]*\])?(?:\{[^}]*\})?/g, " ");
}

function lastOfRelatedWork(source: string): string | undefined {
  const sections = sectionsOf(source).filter(({ depth }) => depth === 1);
  const home = sections.find(({ title }) => /related/i.test(title)) ?? sections[0];
  if (!home) return undefined;
  const body = source.slice(home.start, home.end);
  return sentencesOnce(source).findLast((sentence) => body.includes(sentence));
}
