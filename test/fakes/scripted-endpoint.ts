import { answerTo } from "../../src/adapters/language-model/rehearsal/answer-to";
import { type Asked, readConversation } from "../../src/adapters/language-model/rehearsal/asked";
import type { Message } from "../../src/engine/ports/language-model";
import { type FaultServer, startFaultServer } from "./fault-server";

/** Answers to questions by their headings, tried in order; undefined leaves the question to the next, and in the end to the rehearsal. */
export type Script = readonly (readonly [heading: RegExp, answer: (asked: Asked) => Answer | Promise<Answer>])[];
type Answer = string | undefined;

/** An endpoint with one model, `scripted`, that says what the test wants said and otherwise plays the rehearsal. */
export function startScriptedEndpoint(script: Script): Promise<FaultServer> {
  return startFaultServer({
    scripted: async (exchange) => {
      const asked = readConversation(conversationIn(exchange.entry.body.messages));
      const answer = (await saidIn(script, asked)) ?? answerTo(asked, { mistakes: false });
      if (exchange.entry.body.stream) await exchange.stream(answer.match(/[\s\S]{1,400}/g) ?? []);
      else exchange.complete(answer);
    },
  });
}

async function saidIn(script: Script, asked: Asked): Promise<Answer> {
  for (const [heading, answer] of script) {
    const said = heading.test(asked.heading) ? await answer(asked) : undefined;
    if (said !== undefined) return said;
  }
  return undefined;
}

type Wire = { readonly role: string; readonly content: string | readonly { readonly text?: string }[] };

/** The conversation of a request as it came over the wire. */
export function conversationIn(messages: readonly Wire[]): Message[] {
  return messages.map(({ role, content }) => ({
    role: role === "developer" ? "system" : (role as Message["role"]),
    text: typeof content === "string" ? content : content.map(({ text }) => text ?? "").join(""),
  }));
}
