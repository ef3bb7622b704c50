import { commandsNamed } from "../document";
import { isFinished } from "../paper";
import type { Rule } from "../rule";

const HEADING =
  /\buse of (?:generative )?(?:AI|artificial|LLM|large language|language models?)|\b(?:AI|LLM)s?[- ](?:use|usage|assist|disclosure|statement|generated|tools)|\bdisclosure\b/i;
const MODEL = String.raw`(?:\bAI\b|\bLLMs?\b|language models?|AI Scientist|ChatGPT|\bGPT-?\d|Claude|Gemini|Copilot)`;
const MADE = String.raw`(?:generated|written|wrote|drafted|proposed|assist\w*|produced|prepared|edited|polish\w*)`;
const OURS = String.raw`(?:this (?:paper|work|manuscript|study)|the authors?|(?:text|code|figures|ideas|writing)\b)`;
const SAID = new RegExp(
  [
    `${OURS}[^.]{0,160}${MADE}[^.]{0,160}${MODEL}`,
    `${MODEL}[^.]{0,160}${MADE}[^.]{0,160}${OURS}`,
    `${OURS}[^.]{0,160}${MODEL}[^.]{0,160}${MADE}`,
  ].join("|"),
  "i",
);

const NAMED = new RegExp(MODEL, "i");

/** A paper that a model wrote must say so. */
export const missingAiStatement: Rule = {
  id: "missing-ai-statement",
  severity: "warning",
  check(paper) {
    if (!paper.conventions?.writtenWithAi || !isFinished(paper)) return [];
    const said = paper.parts.some(
      (part) =>
        commandsNamed(part, /^(?:(?:sub)*section|paragraph)$/).some(({ groups }) =>
          HEADING.test(groups[0]?.text ?? ""),
        ) || saysSo(part.prose.slice(part.body.start)),
    );
    if (said) return [];
    const [source] = paper.parts;
    const [place] = commandsNamed(source!, /^maketitle$/);
    const start = place?.start ?? source!.body.start;
    return [
      {
        source: source!,
        start,
        end: place?.end ?? start,
        message: "The paper does not say that a model wrote it. Add a section “Use of AI”.",
      },
    ];
  },
};

/** Whether a model is named at all is seen quickly. */
function saysSo(prose: string): boolean {
  return NAMED.test(prose) && SAID.test(prose);
}
