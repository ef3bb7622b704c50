import type { Message } from "../../../engine/ports/language-model";

/** A part of a prompt under a heading of the first level. */
export type Part = { readonly heading: string; readonly body: string };

/** A question as the rehearsal sees it: the text of the conversation, taken apart. */
export type Asked = {
  /** The heading that says what is wanted. */
  readonly heading: string;
  /** The parts of the opening message: project, results, and the first question. */
  readonly parts: readonly Part[];
  /** The message that is to be answered; the opening message itself when nothing was said after it. */
  readonly question: string;
  /** What was wrong with the answers given to this very question, oldest first. */
  readonly complaints: readonly string[];
  /** Answers that went before the question. */
  readonly drafts: readonly string[];
};

const REPAIR = /^Your answer cannot be used as it is/;

/** Finds the question in a conversation, however often its answer was sent back. */
export function readConversation(conversation: readonly Message[]): Asked {
  const turns = conversation.filter(({ role }) => role !== "system");
  const opening = turns.find(({ role }) => role === "user")?.text ?? "";
  const last = turns.findLastIndex(({ role, text }) => role === "user" && !REPAIR.test(text));
  const question = turns[last]?.text ?? "";
  const said = (role: Message["role"], some: readonly Message[]) =>
    some.filter((turn) => turn.role === role).map(({ text }) => text);
  return {
    heading: wanted(partsOf(question), question !== opening),
    parts: partsOf(opening),
    question,
    complaints: said("user", turns.slice(last + 1)),
    drafts: said("assistant", turns.slice(0, last)),
  };
}

/** The last task of an opening message, the first heading of a follow-up. */
function wanted(parts: readonly Part[], followUp: boolean): string {
  const headings = parts.map(({ heading }) => heading);
  const task = followUp ? headings[0] : headings.findLast((heading) => heading.startsWith("Your task"));
  return task ?? headings.at(-1) ?? "";
}

/** Splits at headings of the first level; text in a data fence never begins a part. */
export function partsOf(text: string): Part[] {
  const parts: { heading: string; lines: string[] }[] = [];
  let fence: string | undefined;
  for (const line of text.split("\n")) {
    if (fence === undefined && line.startsWith("# ")) {
      parts.push({ heading: line.slice(2).trim(), lines: [] });
      continue;
    }
    if (fence === undefined) fence = /^BEGIN DATA (.*)$/.exec(line)?.[1];
    else if (line === `END DATA ${fence}`) fence = undefined;
    parts.at(-1)?.lines.push(line);
  }
  return parts.map(({ heading, lines }) => ({ heading, body: lines.join("\n").trim() }));
}

/** The body of the first part whose heading matches, or "". */
export function partOf(parts: readonly Part[], heading: RegExp): string {
  return parts.find((part) => heading.test(part.heading))?.body ?? "";
}

/** What stands in the data fence of that label, or undefined. */
export function dataIn(text: string, label: string): string | undefined {
  const lines = text.split("\n");
  const start = lines.indexOf(`BEGIN DATA ${label}`);
  const end = lines.indexOf(`END DATA ${label}`, start);
  return start < 0 || end < 0 ? undefined : lines.slice(start + 1, end).join("\n");
}

/** The files that stand in parts called "The baseline's <path>". */
export function baselineFiles(parts: readonly Part[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const { heading, body } of parts) {
    const path = /^The baseline's (.+)$/.exec(heading)?.[1];
    const text = path === undefined ? undefined : dataIn(body, path);
    if (path !== undefined && text !== undefined) files[path] = text;
  }
  return files;
}
