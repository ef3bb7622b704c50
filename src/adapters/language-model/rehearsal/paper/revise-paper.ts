import { replaceAbstract, replaceSection, sectionsOf } from "../../../../latex/sections";
import { type Asked, dataIn, partOf } from "../asked";
import { type Block, blocksBetween, editAnswer, UNCHANGED } from "../blocks";
import { type Material, materialFrom } from "./material";
import { PAPER_PATH } from "./paper-path";
import { abstractOf } from "./title-abstract";
import { sectionOnResults } from "./write-section";

/** Answers the points of a review that text can answer: what only a run could settle is named as a limit. */
export function revisePaper(asked: Asked): string {
  const source = dataIn(partOf(asked.parts, /^The paper as it is now/), "paper") ?? "";
  const review = partOf(asked.parts, /^The review$/);
  const news = partOf(asked.parts, /^What is new since the paper was written/);
  const edits: Edits = { text: source, blocks: [] };
  const reported = news === "" ? edits : withNewResults(edits, materialFrom(asked));
  const points = ANSWERS.filter(({ point, text }) => point.test(review) && !source.includes(text));
  const answered = points
    .slice(0, 3)
    .reduce((state, { text, title, why }) => edited(state, withLimitation(state.text, text), title, why), reported);
  const narrowing = "The review asks that nothing is claimed beyond what was run.";
  const all = edited(answered, narrower(answered.text), "Narrow the claim of the abstract", narrowing);
  return all.blocks.length > 0 ? editAnswer(all.blocks) : UNCHANGED;
}

type Edits = { readonly text: string; readonly blocks: readonly Block[] };

function edited({ text, blocks }: Edits, after: string, title: string, why: string): Edits {
  return { text: after, blocks: [...blocks, ...blocksBetween(PAPER_PATH, text, after, title, why)] };
}

/** The abstract and the sections that speak of results, written from all of them. */
function withNewResults(edits: Edits, material: Material): Edits {
  const why = "A run was made for the review; what the paper says follows all results.";
  const abstract = replaceAbstract(edits.text, abstractOf(material));
  return sectionsOf(edits.text).reduce(
    (state, { title }) => {
      const body = sectionOnResults(material, title);
      return body === undefined
        ? state
        : edited(state, replaceSection(state.text, title, body), `Report it: ${title}`, why);
    },
    edited(edits, abstract, "Report it: abstract", why),
  );
}

const ANSWERS: readonly {
  readonly point: RegExp;
  readonly text: string;
  readonly title: string;
  readonly why: string;
}[] = [
  {
    point: /seed|noise|interval/i,
    title: "Say what the number of seeds leaves open",
    why: "The review points out that few repetitions stand behind each verdict.",
    text: "Whether the verdicts hold with more seeds was not tested, so that the intervals and not the means should be quoted.",
  },
  {
    point: /tun(ed|ing)/i,
    title: "Name the missing tuning",
    why: "The review asks whether each side was tuned.",
    text: "In particular no run had its learning rate or its other settings tuned, which is at the expense of a variant that prefers other values; a small grid for each variant is the missing experiment.",
  },
  {
    point: /mechanism|observe|cause/i,
    title: "Separate the mechanism from its consequence",
    why: "The review says that the suspected mechanism is not observed.",
    text: "The runs do not observe the suspected mechanism itself but only its consequence in the metrics; a measurement of the mechanism during training is missing.",
  },
  {
    point: /scale|small|larger|transfer/i,
    title: "Limit the claim to this scale",
    why: "The review asks what carries over to other data or larger models.",
    text: "No experiment here supports a transfer of these results to larger models or other data.",
  },
];

/** Adds a sentence to the paragraph on limitations, or makes one at the end of the conclusion. */
function withLimitation(source: string, sentence: string): string {
  const limits = /^\\paragraph\{Limitations\.?\}.*$/m;
  if (limits.test(source)) return source.replace(limits, (line) => `${line.trimEnd()} ${sentence}`);
  const end = /\n(?=\\(?:bibliography|section\{Use of AI|end\{document\}))/;
  return source.replace(end, () => `\n\\paragraph{Limitations.} ${sentence}\n\n`);
}

function narrower(source: string): string {
  return source.replace("The change helps in this setting", "The change helps on these data sets and at this scale");
}
