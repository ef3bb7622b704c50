import type { AspectVerdict } from "../../../research/review-aspects";
import { type Asked, dataIn } from "./asked";
import { memberIn, submissionIn } from "./review-paper";
import { quoteFor } from "./review-points";
import { type Signals, signalsIn } from "./review-signals";

/** A question that the rehearsal knows how to put, and how to answer from what can be counted. */
type Known = {
  readonly aspect: string;
  readonly question: string;
  readonly about: RegExp;
  readonly verdict: (signals: Signals) => AspectVerdict;
};

const KNOWN: readonly Known[] = [
  {
    aspect: "claims",
    question: "Is every difference that the abstract claims carried by a table with intervals?",
    about: /we (?:find|show|ask|propose)|improv|lower|higher/i,
    verdict: ({ intervals, better }) => (intervals ? (better > 0 ? "yes" : "partly") : "no"),
  },
  {
    aspect: "statistics",
    question: "Are there at least five seeds behind each number of the main comparison?",
    about: /\bseeds?\b/i,
    verdict: ({ seeds }) => (seeds >= 5 ? "yes" : seeds > 1 ? "partly" : "no"),
  },
  {
    aspect: "baselines",
    question: "Was the baseline tuned as carefully as the variants?",
    about: /tuned|learning rate|baseline/i,
    verdict: () => "not said",
  },
  {
    aspect: "ablations",
    question: "Does each variant differ from the baseline in one respect alone?",
    about: /differs|variant|one respect/i,
    verdict: () => "yes",
  },
  {
    aspect: "method",
    question: "Is the suspected mechanism itself observed, and not only its consequence?",
    about: /hypothesis|mechanism/i,
    verdict: ({ hypothesis }) => (hypothesis ? "partly" : "no"),
  },
  {
    aspect: "related work",
    question: "Are the closest published comparisons named and told apart from this one?",
    about: /related|prior work|earlier/i,
    verdict: ({ references }) => (references >= 15 ? "yes" : references > 0 ? "partly" : "no"),
  },
  {
    aspect: "reproducibility",
    question: "Could the runs be made again from what the text says of machine, software and settings?",
    about: /CPU|GPU|Python/,
    verdict: ({ machine }) => (machine ? "yes" : "no"),
  },
  {
    aspect: "limits",
    question: "Does the paper say at which scale and on which data its result was not tried?",
    about: /limit/i,
    verdict: ({ limitations }) => (limitations >= 2 ? "yes" : limitations > 0 ? "partly" : "no"),
  },
  {
    aspect: "ethics",
    question: "Does the text leave its referee alone?",
    about: /reviewer|referee/i,
    verdict: ({ pleading }) => (pleading ? "no" : "yes"),
  },
];

/** The questions that any study of this kind raises; a real model asks this one's own. */
export function raiseQuestions(): string {
  return JSON.stringify({ questions: KNOWN.map(({ aspect, question }) => ({ aspect, question })) }, null, 1);
}

/** Answers by what can be counted; one referee in three is stricter with what is only partly so. */
export function answerQuestions(asked: Asked): string {
  const text = submissionIn(asked);
  const signals = signalsIn(text);
  const strict = memberIn(asked.question) % 3 === 0;
  const questions = (dataIn(asked.question, "questions") ?? "").split("\n");
  const answers = questions.map((line, index) => {
    const known = KNOWN.find(({ question }) => line.includes(question));
    const found = known?.verdict(signals) ?? "not said";
    const verdict = strict && found === "partly" ? "no" : found;
    const quotes = known && verdict !== "not said" ? quoteFor(text, known) : [];
    return { number: index + 1, verdict, answer: SAID[verdict], quotes };
  });
  return JSON.stringify({ answers }, null, 1);
}

const SAID: Readonly<Record<AspectVerdict, string>> = {
  yes: "The text says so, and what it shows agrees.",
  partly: "The text says some of it, and leaves room for doubt.",
  no: "The text shows otherwise, or too little of it to count.",
  "not said": "The text says nothing of it.",
};
