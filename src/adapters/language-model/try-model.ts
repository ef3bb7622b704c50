import { isLesson } from "../../engine/patience";
import { type LanguageModel, ModelFailure, type ModelRequest, type Picture } from "../../engine/ports/language-model";
import type { ModelFacts } from "../../research/model-facts";
import { costOf, type Usage } from "../../research/usage";
import { type OpenAiCompatibleSettings, openAiCompatible } from "./openai-compatible";

/** What one tiny question found out about a model, and what it cost. */
export type Trial = {
  readonly facts: ModelFacts;
  /** Undefined when the server did not say and the answer was not heard to its end. */
  readonly usage: Usage | undefined;
  /** US dollars; undefined when the price is not known. */
  readonly dollars: number | undefined;
};

/**
 * Asks one tiny question in just the way in which the real ones are asked. A request that the server refuses costs nothing and
 * teaches what to leave out; the one that it takes shows whether it keeps to a schema, reports usage and sees pictures. Throws
 * `ModelFailure` when the model cannot be used as things are, and the signal's reason.
 */
export async function tryModel(target: Omit<OpenAiCompatibleSettings, "learnt">, signal: AbortSignal): Promise<Trial> {
  const facts: ModelFacts = {};
  const model = openAiCompatible({ ...target, learnt: (news) => Object.assign(facts, news) });
  for (let lessons = 0; ; lessons++) {
    try {
      const heard = await hear(model, signal);
      const { usage } = heard;
      const { price } = target;
      return {
        facts: { ...facts, ...shownBy(heard, model) },
        usage,
        dollars: price && usage ? costOf(usage, price) : undefined,
      };
    } catch (error) {
      if (!(error instanceof ModelFailure) || !isLesson(error) || lessons === MOST_LESSONS) throw error;
    }
  }
}

const MOST_LESSONS = 10;
/** A large model on a machine of one's own may have to be loaded first. */
const PATIENCE_MS = 180_000;
/** Who says more than this in answer to a tiny question is not listened to any longer. */
const LONGEST_ANSWER = 2_000;

type Heard = { readonly text: string; readonly complete: boolean; readonly usage: Usage | undefined };

async function hear(model: LanguageModel, signal: AbortSignal): Promise<Heard> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let [text, thoughts, complete] = ["", 0, false];
  let usage: Usage | undefined;
  try {
    for await (const event of model.stream({ ...QUESTION, signal: AbortSignal.any([signal, patience]) })) {
      if (event.type === "delta") text += event.text;
      else if (event.type === "reasoning") thoughts += event.text.length;
      else if (event.type === "usage") usage = event.usage;
      else complete = event.finish === "stop" || event.finish === "cut-off";
      if (text.length + thoughts > LONGEST_ANSWER) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (patience.aborted) throw new ModelFailure("stalled", "The model did not answer within three minutes.");
    throw error;
  }
  return { text, complete: complete && text.trim() !== "", usage };
}

/** What the answer shows. One that was not heard to its end shows nothing more than that the request was taken. */
function shownBy({ text, complete, usage }: Heard, model: LanguageModel): ModelFacts {
  const { schema, temperature, pictures } = model.capabilities;
  return {
    temperature,
    ...(usage ? { usage: usage.source } : {}),
    ...(complete ? { schema: schema !== "none" && !isObject(text) ? "none" : schema } : {}),
    ...(complete ? { pictures: pictures !== false && /orange/i.test(text) } : {}),
  };
}

/** The question asks for a word: who sends JSON all the same was made to by the schema. */
function isObject(text: string): boolean {
  return /^\s*(?:```(?:json)?\s*)?\{[\s\S]*\}\s*(?:```)?\s*$/.test(text);
}

/** 32 × 32 pixels of orange, a colour that nobody guesses; some servers refuse pictures of fewer than 28. */
const ORANGE: Picture = {
  mediaType: "image/png",
  base64:
    "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKElEQVR42u3NsQkAAAgDsJ7u5/YKByGQPdnJqQgEAoFAIBAIBIIvQQHoo/xM3BB6yAAAAABJRU5ErkJggg==",
};

const QUESTION: Omit<ModelRequest, "signal"> = {
  conversation: [
    { role: "system", text: "You are being tried out. Answer as briefly as you can." },
    {
      role: "user",
      text: "Which colour is the picture? Say that one word and nothing else; if you see no picture, say “none”. Write JSON only where you are made to.",
    },
  ],
  schema: {
    name: "colour",
    json: {
      type: "object",
      properties: { colour: { type: "string" } },
      required: ["colour"],
      additionalProperties: false,
    },
  },
  temperature: 0.75,
  pictures: [ORANGE],
};
