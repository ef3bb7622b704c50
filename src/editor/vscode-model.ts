import * as vscode from "vscode";
import { END_MARK } from "../engine/end-mark";
import {
  type Finish,
  type LanguageModel,
  type Message,
  ModelFailure,
  type ModelRequest,
} from "../engine/ports/language-model";
import { failureOf, notAllowed } from "./vscode-model-failure";
import { vscodeModelNamed } from "./vscode-models";

type Access = Pick<vscode.LanguageModelAccessInformation, "canSendRequest">;

/**
 * One of VS Code's models behind our port. It reports neither usage nor why an answer ended, takes no temperature and no shape,
 * and knows users and assistants only. Nobody is asked for consent here, because nobody may be looking: a model whose use was
 * not allowed when it was chosen fails. Throws `ModelFailure` when VS Code has no such model.
 */
export async function vscodeModel(name: string, access: Access): Promise<LanguageModel> {
  const { maxInputTokens } = await vscodeModelNamed(name);
  return {
    name,
    rehearsal: false,
    price: undefined,
    capabilities: {
      contextTokens: maxInputTokens,
      maxOutputTokens: 16_384,
      schema: "none",
      temperature: false,
      usage: "estimated",
      pictures: false,
      interactive: true,
    },
    async *stream(request) {
      request.signal.throwIfAborted();
      const chat = await vscodeModelNamed(name);
      if (access.canSendRequest(chat) !== true) throw notAllowed(chat.name);
      const messages = messagesOf(request.conversation);
      await checkLength(chat, messages);
      let text = "";
      for await (const piece of say(chat, messages, request.signal)) {
        text += piece;
        yield { type: "delta", text: piece };
      }
      yield { type: "end", finish: finishOf(text, request) };
    },
  };
}

/**
 * Asks a model one tiny question, in answer to something the researcher did: VS Code may ask for consent first. Resolves when it
 * answered; throws `ModelFailure` and the signal's reason.
 */
export async function tryVscodeModel(chat: vscode.LanguageModelChat, signal: AbortSignal): Promise<void> {
  let text = "";
  for await (const piece of say(chat, [vscode.LanguageModelChatMessage.User("Say OK.")], signal)) text += piece;
  if (text.trim() === "") throw new ModelFailure("malformed", vscode.l10n.t("{0} sent an empty answer.", chat.name));
}

async function* say(
  chat: vscode.LanguageModelChat,
  messages: vscode.LanguageModelChatMessage[],
  signal: AbortSignal,
): AsyncIterable<string> {
  const cancel = new vscode.CancellationTokenSource();
  const abort = () => cancel.cancel();
  signal.addEventListener("abort", abort, { once: true });
  try {
    const justification = vscode.l10n.t("It thinks up ideas, edits code and writes the paper of your project.");
    const response = await chat.sendRequest(messages, { justification }, cancel.token);
    yield* response.text;
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error, chat.name);
  } finally {
    signal.removeEventListener("abort", abort);
    cancel.cancel(); // Also when nobody reads the answer to its end.
    cancel.dispose();
  }
}

/** The instructions go before the first question: there is no role for them. */
function messagesOf(conversation: readonly Message[]): vscode.LanguageModelChatMessage[] {
  const [system, first, ...rest] = conversation;
  const merged: readonly Message[] =
    system?.role === "system" && first?.role === "user"
      ? [{ role: "user", text: `${system.text}\n\n${first.text}` }, ...rest]
      : conversation;
  return merged.map(({ role, text }) =>
    role === "assistant" ? vscode.LanguageModelChatMessage.Assistant(text) : vscode.LanguageModelChatMessage.User(text),
  );
}

/** Nobody says why an answer ended: a marked one, or JSON that closes, was meant to end there. */
function finishOf(text: string, { schema }: ModelRequest): Finish {
  const complete = text.includes(END_MARK) || (schema !== undefined && /[}\]]\s*(?:```)?\s*$/.test(text));
  return complete ? "stop" : "cut-off";
}

/** What could be too long is counted by the model's own measure; a token has at least one character. */
async function checkLength(chat: vscode.LanguageModelChat, messages: vscode.LanguageModelChatMessage[]): Promise<void> {
  const texts = messages.map(({ content }) => content.map((part) => ("value" in part ? part.value : "")).join(""));
  if (texts.join("").length < chat.maxInputTokens) return;
  const counts = await Promise.all(texts.map((text) => chat.countTokens(text)));
  const tokens = counts.reduce((sum, count) => sum + count, 0);
  if (tokens <= chat.maxInputTokens) return;
  const sentence = vscode.l10n.t(
    "The conversation has {0} tokens, and {1} reads {2}. Choose a model with a larger context.",
    ...[tokens, chat.name, chat.maxInputTokens],
  );
  throw new ModelFailure("too-long", sentence);
}
