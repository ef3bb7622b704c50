import { type Asked, dataIn, partOf } from "../asked";
import { type Block, blocksBetween, editAnswer, UNCHANGED } from "../blocks";
import { PAPER_PATH } from "./paper-path";

/** Answers the points of a review that text can answer: what only a run could settle is named as a limit. */
export function revisePaper(asked: Asked): string {
  const source = dataIn(partOf(asked.parts, /^The paper as it is now/), "paper") ?? "";
  const review = partOf(asked.parts, /^The review$/);
  const points = ANSWERS.filter(({ point, text }) => point.test(review) && !source.includes(text));
  const blocks = points.slice(0, 3).reduce<{ text: string; blocks: Block[] }>(
    (state, { text, title, why }) => {
      const after = withLimitation(state.text, text);
      return { text: after, blocks: [...state.blocks, ...blocksBetween(PAPER_PATH, state.text, after, title, why)] };
    },
    { text: source, blocks: [] },
  );
  const narrowed = narrower(blocks.text);
  const claim = blocksBetween(
    PAPER_PATH,
    blocks.text,
    narrowed,
    "Narrow the claim of the abstract",
    "The review asks that nothing is claimed beyond what was run.",
  );
  const all = [...blocks.blocks, ...claim];
  return all.length > 0 ? editAnswer(all) : UNCHANGED;
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
