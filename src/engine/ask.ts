import type { Stage } from "../research/run-event";
import { converse, Reply } from "./converse";
import type { Conversing } from "./lab";
import type { Finish, Message, Picture } from "./ports/language-model";
import { reopen } from "./reopen";
import { step } from "./step";
import { tellOnce } from "./tell-once";

/**
 * A question to a model. `system`, then `context` (frozen first, append-only after), then `question`: in this order, so that
 * everything but the last part is a stable prefix which providers cache.
 */
export type Question<Answer> = {
  /** Unique within the run: the name of the step that holds the answer. */
  readonly name: string;
  readonly stage: Stage;
  readonly system: string;
  readonly context: readonly string[];
  /** Turns that went before, when this is a follow-up. */
  readonly earlier?: readonly Message[];
  readonly question: string;
  readonly answer: AnswerShape<Answer>;
  readonly role?: "scientist" | "reviewer";
  readonly temperature?: number;
  /** Shown with the question, and looked for only when it is really put. */
  readonly pictures?: () => Promise<readonly Picture[]>;
};

/** How to read an answer. `problem` is written for the model: what is wrong and what to send instead. */
export type AnswerShape<Answer> = {
  readonly schema?: { readonly name: string; readonly json: Record<string, unknown> };
  read(text: string, finish: Finish): Reading<Answer>;
};
export type Reading<Answer> =
  | { readonly ok: true; readonly value: Answer }
  | { readonly ok: false; readonly problem: string };

export type Answered<Answer> = { readonly value: Answer; readonly turns: readonly Message[] };

/** Asks until the answer can be read, showing the model what was wrong with the last one. Each answer is a step of its own. */
export async function ask<Answer>(lab: Conversing, question: Question<Answer>): Promise<Answer> {
  return (await askForTurns(lab, question)).value;
}

/** As `ask`, with the turns that led to the answer, for a follow-up question. */
export async function askForTurns<Answer>(lab: Conversing, question: Question<Answer>): Promise<Answered<Answer>> {
  let conversation = conversationOf(question);
  const asked: string[] = [];
  let problem = "";
  for (let attempt = 1; attempt <= lab.parameters.attemptsPerAnswer; attempt++) {
    const name = attempt === 1 ? question.name : `${question.name}, answer ${attempt}`;
    asked.push(name);
    const reply = await step(lab, name, Reply, async () => {
      const pictures = await question.pictures?.();
      return converse(lab, { ...callOf(question, name, conversation), ...(pictures ? { pictures } : {}) });
    });
    const reading = question.answer.read(reply.text, reply.finish);
    if (reading.ok) return { value: reading.value, turns: turnsWith(question, reply.text) };
    problem = reading.problem;
    await tellOnce(lab, `${name}: the answer could not be used. ${gistOf(problem)}`);
    conversation = [
      ...conversation,
      { role: "assistant", text: reply.text },
      { role: "user", text: repairRequest(problem) },
    ];
  }
  await reopen(lab, asked, problem);
  throw new UnusableAnswer(question.name, problem);
}

function conversationOf(question: Question<unknown>): Message[] {
  const [opening, ...later] = [...(question.earlier ?? []), { role: "user", text: question.question } as const];
  const text = [...question.context, opening?.text ?? ""].join("\n\n");
  return [{ role: "system", text: question.system }, { role: "user", text }, ...later];
}

/** The question and its good answer, without the failed attempts between them. */
function turnsWith(question: Question<unknown>, answer: string): Message[] {
  return [...(question.earlier ?? []), { role: "user", text: question.question }, { role: "assistant", text: answer }];
}

function callOf(question: Question<unknown>, step: string, conversation: readonly Message[]) {
  const { stage, role, temperature, answer } = question;
  return {
    step,
    stage,
    conversation,
    ...(role ? { role } : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(answer.schema ? { schema: answer.schema } : {}),
  };
}

function repairRequest(problem: string): string {
  return `Your answer cannot be used as it is, and nothing of it was applied.\n\n${problem}\n\nSend the complete answer again, corrected, in the shape that was asked for.`;
}

/** The first sentence or so of a problem, for a list of what happened. */
function gistOf(problem: string): string {
  const line = (problem.split("\n", 1)[0] ?? "").replace(/^- /, "");
  return line.length <= 160 ? line : `${line.slice(0, 160).replace(/\s+\S*$/, "")} …`;
}

/** The model did not manage the asked shape. What it wrote is kept in the journal, under the step's name. */
export class UnusableAnswer extends Error {
  override readonly name = "UnusableAnswer";
  constructor(
    step: string,
    /** What was wrong, as the model was told. */
    readonly problem: string,
  ) {
    super(
      `The model gave no usable answer to “${step}”: ${gistOf(problem)} Resume to ask again, or choose another model.`,
    );
  }
}
