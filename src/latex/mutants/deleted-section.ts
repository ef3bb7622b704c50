import { parseLatex } from "../document";
import { sectionsIn } from "../outline";
import type { Mutant } from "./mutant";
import { splice } from "./splice";

const ABLATION = /\b(?:ablat\w+|sensitivity|robustness|influence of|effect of|role of|varying)\b/i;
const RELATED = /\brelated work\b|\bprior work\b|\bprevious work\b/i;

/** The sections in which the paper takes itself apart are gone. */
export function deletedAblation(text: string): Mutant | undefined {
  return without(text, ABLATION);
}

/** Nothing says what others did before. */
export function removedRelatedWork(text: string): Mutant | undefined {
  return without(text, RELATED);
}

/** Takes the outermost sections with such a title out, with their headings. */
function without(text: string, title: RegExp): Mutant | undefined {
  const found = sectionsIn(parseLatex(text, "")).filter((section) => title.test(section.title));
  const outermost = found.filter(
    ({ heading }) => !found.some((other) => other.heading < heading && heading < other.end),
  );
  if (outermost.length === 0) return undefined;
  const changed = splice(
    text,
    outermost.map(({ heading, end }) => ({ start: heading, end, by: "" })),
  );
  return { text: changed, did: `deleted ${outermost.map(({ title: name }) => `“${name}”`).join(" and ")}` };
}
