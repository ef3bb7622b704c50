import * as z from "zod";
import type { FilledForm } from "../../research/filled-form";
import {
  type AnsweredQuestion,
  Aspect,
  type AspectAnswer,
  AspectQuestion,
  AspectVerdict,
} from "../../research/review-aspects";
import { bulleted, jsonAnswer } from "../answers";
import type { AnswerShape, Question } from "../ask";
import type { Message } from "../ports/language-model";
import { PASSAGES, shapeOf } from "./referee";
import { angleOf, formAnswer, refereeQuestion, type Submission } from "./review-paper";
import { data } from "./scientist";

const Raised = z.object({ questions: z.array(AspectQuestion).min(4).max(30) });

/** The questions that this very paper raises, before anybody judges it. */
export function raiseQuestions(submission: Submission, temperature: number): Question<AspectQuestion[]> {
  const asked = jsonAnswer("questions", Raised);
  return {
    ...refereeQuestion(submission, "questions", temperature),
    question: `# Your task: say what this submission has to answer for
Before it is judged, write down the questions that this submission raises: those whose answers decide whether its claims stand, as its most careful reader would put them. Not what could be asked of any paper. Go through the aspects; where one raises nothing here, leave it out.
${bulleted(Aspect.options.map((aspect) => `${aspect}: ${ASKS[aspect]}`))}
Each question names what it is about (the claim in its own words, the table, the data set, the equation), can be answered from the text, and is put so that "yes" speaks for the paper. Eight to twenty of them, the most consequential first.

Answer with one JSON object: {"questions": [{"aspect": ${Aspect.options.map((aspect) => `"${aspect}"`).join(" | ")}, "question": "…"}, …]}`,
    answer: {
      ...asked,
      read(text, finish) {
        const read = asked.read(text, finish);
        return read.ok ? { ok: true, value: read.value.questions } : read;
      },
    },
  };
}

const ASKS: Readonly<Record<Aspect, string>> = {
  claims: "does a table, figure or proof carry each claim of abstract and conclusion, as strongly as it is worded?",
  baselines: "are those compared with the ones that matter, as well tuned and as large as what is proposed?",
  ablations: "is it shown which part of what is proposed makes the difference, and that no simpler cause does?",
  statistics:
    "do runs, spread and test suffice for each difference, and were settings chosen on other data than those reported?",
  method: "do equations, text and described code agree, and do the assumptions hold where they are used?",
  "related work": "is it said what was known, by whom, and what is added to it?",
  reproducibility: "could somebody make the same runs from the text: data, settings, seeds, machines?",
  clarity: "can each table, figure and term be understood, and do they say the same as the text?",
  limits: "is it said where the result does not hold or was not tried?",
  ethics: "is nobody harmed by data or use, and does the text leave its referee alone?",
};

/** One referee's answers, each from the text. */
export function answerQuestions(
  submission: Submission,
  questions: readonly AspectQuestion[],
  member: number,
  members: number,
  temperature: number,
): Question<AspectAnswer[]> {
  const list = questions.map(({ aspect, question }, index) => `${index + 1}. [${aspect}] ${question}`);
  return {
    ...refereeQuestion(submission, `referee ${member}, answers`, temperature),
    question: `# Your task: answer the questions from the submission
You are referee ${member} of ${members} and do not see the others' answers. Look hardest at ${angleOf(member)}. Take each question, look up the places that bear on it, and answer from what stands there, not from what such papers usually do.
${data("questions", list.join("\n"))}
"verdict": yes, partly, no, or not said (the text does not say). "answer": one to three sentences, with section, table or figure. "quotes": up to two passages that your answer rests on, ${PASSAGES}; they are searched for in the paper. An empty list where what is missing has no place.

Answer with one JSON object, each question once and in this order: {"answers": [{"number": 1, "verdict": "yes" | "partly" | "no" | "not said", "answer": "…", "quotes": ["…"]}, …]}`,
    answer: answersTo(questions.length),
  };
}

/** The form, filled by the referee who has just answered. */
export function reviewFromAnswers(
  submission: Submission,
  earlier: readonly Message[],
  member: number,
  temperature: number,
): Question<FilledForm> {
  const { pictures: _, ...words } = refereeQuestion(submission, `referee ${member}`, temperature);
  return {
    ...words,
    earlier,
    question: `# Your task: review the submission, from your answers
Fill the form. What held up is a strength; what did not, or is not said where it must be, is a weakness, the most consequential first, with the quotes that you found. Answers that come to the same are one point. Add what no question asked for. What the authors could clear up in a sentence is a question to them. The scores follow from the answers: a main claim whose verdict is no weighs more than many that are yes.

${shapeOf(submission.kind, true)}`,
    answer: formAnswer(submission.kind, true),
  };
}

/** What the referees answered, for the area chair. */
export function answersText(answered: readonly AnsweredQuestion[]): string {
  const lines = answered.map(
    ({ aspect, question, answers }, index) =>
      `${index + 1}. [${aspect}] ${question}\n   ${answers.map(({ verdict }, place) => `referee ${place + 1}: ${verdict}`).join("; ")}`,
  );
  return `# What the referees answered to the questions of this submission\n${data("questions and verdicts", lines.join("\n"))}\n\n`;
}

const Answers = z.object({
  answers: z.array(
    z.object({
      number: z.number().int(),
      verdict: AspectVerdict,
      answer: z.string().min(1),
      quotes: z.array(z.string()),
    }),
  ),
});

/** Every question is answered once; they may come in any order. */
function answersTo(count: number): AnswerShape<AspectAnswer[]> {
  const asked = jsonAnswer("answers", Answers);
  return {
    ...asked,
    read(text, finish) {
      const read = asked.read(text, finish);
      if (!read.ok) return read;
      const { answers } = read.value;
      const numbers = Array.from({ length: count }, (_, index) => index + 1);
      const found = numbers.map((number) => answers.filter((one) => one.number === number));
      const missing = numbers.filter((_, index) => found[index]!.length !== 1);
      if (missing.length > 0 || answers.length !== count) return { ok: false, problem: wrongCount(count, missing) };
      return { ok: true, value: found.map(([one]) => answered(one!)) };
    },
  };
}

function answered({ verdict, answer, quotes }: z.infer<typeof Answers>["answers"][number]): AspectAnswer {
  const said = [...new Set(quotes.map((quote) => quote.trim()))].filter((quote) => quote !== "");
  return { verdict, answer, places: said.map((quote) => ({ quote })) };
}

function wrongCount(count: number, missing: readonly number[]): string {
  const which = missing.length > 0 ? ` Not so: ${missing.join(", ")}.` : " There are answers with other numbers.";
  return `Each of the ${count} questions needs exactly one answer, with its number.${which}`;
}
