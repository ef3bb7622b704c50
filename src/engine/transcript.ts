import type { Heard } from "./listen";
import type { Message } from "./ports/language-model";
import { sentenceOf } from "./step";

/** The whole exchange as Markdown, for the researcher to read. */
export function transcriptOf(
  call: { readonly step: string; readonly conversation: readonly Message[]; readonly pictures?: readonly unknown[] },
  model: string,
  heard: Heard,
): string {
  const ending = "finish" in heard.outcome ? heard.outcome.finish : sentenceOf(heard.outcome.trouble);
  return [
    `# ${call.step}`,
    `Asked of ${model}. Ended: ${ending}`,
    ...call.conversation.map((message) => `## ${message.role}\n\n${message.text}`),
    ...(heard.reasoning ? [`## reasoning\n\n${heard.reasoning}`] : []),
    ...(call.pictures?.length
      ? [`Shown with it: ${call.pictures.length} picture${call.pictures.length > 1 ? "s" : ""}`]
      : []),
    `## answer\n\n${heard.text}`,
  ].join("\n\n");
}

/**
 * An answer without the thoughts that some models write before it. Thoughts that were never closed are no answer. Only the
 * start is looked at: further on, the tag is part of what the model has to say.
 */
export function withoutThoughts(answer: string): string {
  if (/^\s*<think(ing)?>/.test(answer)) return answer.replace(/^\s*<think(ing)?>[\s\S]*?(<\/think\1>\s*|$)/, "");
  // Some servers swallow the opening tag, because it belongs to the prompt.
  const closing = /^<\/think>[ \t]*\r?\n\s*/m.exec(answer);
  const opened = closing && answer.slice(0, closing.index).includes("<think");
  return closing && !opened ? answer.slice(closing.index + closing[0].length) : answer;
}
