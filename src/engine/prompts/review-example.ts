import type { ReviewFormKind } from "../../research/review-form";
import { data } from "./scientist";

/** One worked example: a part of a paper and the form that it deserves. The forms that come with us share one of our own invention; others may bring theirs. */
export function reviewExample(kind: ReviewFormKind): string {
  const review = Object.hasOwn(FILLED, kind.name) ? FILLED[kind.name] : kind.example?.review;
  if (!review) return "";
  const paper = kind.example?.paper ?? PAPER;
  return `# An example of a good review (of another, invented submission)
${data("invented submission, in parts", paper)}

${JSON.stringify(review)}`;
}

const PAPER = `Warm Restarts for Tabular Autoencoders
Abstract. Small autoencoders find anomalies in tables, and their training is usually left at a constant learning rate. We restart the rate every T epochs and find that restarts lower the reconstruction error by 10 % on average over four public data sets. The method needs three lines of code.
3 Method. The rate falls from r to r/100 along half a cosine over T epochs and then jumps back to r (Eq. 1). Everything else is as in the baseline: two hidden layers of 64 units, Adam, batches of 256 rows.
4 Experiments. We compare with a constant rate of 0.001. The period T = 20 was chosen by the error on the test split of Adult and then kept for all data sets. Table 2 gives the reconstruction error, one run for each data set: Adult 0.41 (constant) and 0.37 (restarts), Bank 0.52 and 0.48, Credit 0.33 and 0.31, Shuttle 0.28 and 0.23. Figure 3 shows five seeds of the baseline on Credit, between 0.31 and 0.36.
5 Discussion. Restarts are a general improvement for tabular autoencoders and should be the default. Larger networks were not tried.`;

const Summary =
  "The paper asks whether warm restarts help small autoencoders on tables, and reports a 10 % lower reconstruction error on average over four data sets against a constant learning rate. The method is standard, the setting is new for it. The evidence is one run for each data set.";

const Strengths = [
  "The question is practical and stated so that it can be refuted (abstract).",
  "The method is described completely enough to be done again (Section 3).",
];

const Weaknesses = [
  {
    text: "Every number in Table 2 is a single run. The differences (0.02 to 0.05) are no larger than the spread over seeds that Figure 3 itself shows for one data set, so the main claim is not supported. Five seeds of both sides and an interval would settle it.",
    quotes: [
      "Table 2 gives the reconstruction error, one run for each data set",
      "five seeds of the baseline on Credit, between 0.31 and 0.36",
    ],
  },
  {
    text: "The restart period is tuned on the test split of the first data set, which favours the proposed side; a validation split would settle it.",
    quotes: ["The period T = 20 was chosen by the error on the test split of Adult"],
  },
  {
    text: "The baseline's constant rate is not tuned, and a cosine schedule without restarts is missing: it would separate the effect of restarting from that of decaying.",
    quotes: ["We compare with a constant rate of 0.001"],
  },
  {
    text: "The discussion claims more than four small data sets and one network can show.",
    quotes: ["Restarts are a general improvement for tabular autoencoders and should be the default"],
  },
];

const Questions = [
  { text: "How large is the spread over seeds with restarts, on each data set?", quotes: [] },
  {
    text: "Does a cosine schedule without restarts give the same gain?",
    quotes: ["The rate falls from r to r/100 along half a cosine over T epochs"],
  },
];

const NEURIPS_FILLED = {
  ...{ Summary, Strengths, Weaknesses },
  ...{ Originality: 2, Quality: 2, Clarity: 3, Significance: 2 },
  Questions,
  Limitations: ["Only small networks are tried; the paper says so."],
  "Ethical Concerns": false,
  ...{ Soundness: 2, Presentation: 3, Contribution: 2, Overall: 3, Confidence: 4, Decision: "Reject" },
};

const ICLR_FILLED = {
  ...{ Summary, Soundness: 2, Presentation: 3, Contribution: 2, Strengths, Weaknesses, Questions },
  ...{ "Flag for ethics review": false, Rating: 3, Confidence: 4 },
};

const FILLED: Readonly<Record<string, object>> = { neurips: NEURIPS_FILLED, iclr: ICLR_FILLED };
