import type { JsonMistake } from "./json-mistake";
import { type Token, tokensOf } from "./json-tokens";

/** A JSON list of objects as text: where each object stands, also when one of them, or what is between them, is broken. */
export type JsonList = {
  readonly objects: readonly JsonObject[];
  /** Where the list's `]` stands; undefined when it is missing or the text is no list. */
  readonly closing: number | undefined;
  /** What is wrong between the objects. What is wrong inside of them is not looked at. */
  readonly mistakes: readonly JsonMistake[];
};

export type JsonObject = {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
  readonly closed: boolean;
};

/** Finds the objects by their braces. One that is not closed ends where the next one, or the list's end, begins. */
export function listIn(text: string): JsonList {
  const tokens = tokensOf(text.replace(/^\uFEFF/, " "));
  if (tokens.length === 0) return { objects: [], closing: undefined, mistakes: [] };
  const opened = tokens[0]!.type === "[";
  const objects: JsonObject[] = [];
  const mistakes: JsonMistake[] = opened ? [] : [NO_LIST];
  let at = opened ? 1 : 0;
  let before: Token["type"] | "object" = "[";
  for (; at < tokens.length && tokens[at]!.type !== "]"; ) {
    const token = tokens[at]!;
    const length = token.type === "{" ? objectLength(tokens, at) : 1;
    mistakes.push(...misplaced(token, before));
    if (token.type === "{") objects.push(objectOf(tokens.slice(at, at + length)));
    before = token.type === "{" ? "object" : token.type;
    at += length;
  }
  const closing = tokens[at];
  if (before === "," && closing) mistakes.push({ offset: tokens[at - 1]!.start, message: TRAILING });
  if (opened && !closing)
    mistakes.push({ offset: tokens[0]!.start, message: "The “]” that closes the list is missing." });
  const after = tokens[at + 1];
  if (after) mistakes.push({ offset: after.start, message: "After the “]” of the list nothing may follow." });
  return { objects, closing: closing?.start, mistakes };
}

const NO_LIST = { offset: 0, message: "The file must hold a list of ideas: “[”, the entries in braces, “]”." };
const TRAILING = "After the last entry stands no comma.";

function misplaced(token: Token, before: Token["type"] | "object"): JsonMistake[] {
  const afterEntry = before !== "[" && before !== ",";
  if (token.type === "{")
    return afterEntry ? [{ offset: token.start, message: "A comma is missing before this entry." }] : [];
  if (token.type === ",")
    return afterEntry ? [] : [{ offset: token.start, message: "This comma has no entry before it." }];
  return [{ offset: token.start, message: "Only entries in braces may stand in the list." }];
}

/** How many tokens the object has that begins at `at`. Inside an object a brace can only follow a colon, else a new one begins. */
function objectLength(tokens: readonly Token[], at: number): number {
  const open: string[] = [];
  for (let index = at; index < tokens.length; index++) {
    const { type } = tokens[index]!;
    const inside = open.at(-1);
    if (type === "{" && inside === "{" && tokens[index - 1]!.type !== ":")
      return index - at - commaBefore(tokens, index);
    if (type === "{" || type === "[") open.push(type);
    else if (type === "}") open.splice(open.lastIndexOf("{"));
    else if (type === "]" && open.includes("[")) open.splice(open.lastIndexOf("["));
    else if (type === "]") return index - at;
    if (open.length === 0) return index + 1 - at;
  }
  return tokens.length - at;
}

/** The comma before the next entry belongs to the list. */
function commaBefore(tokens: readonly Token[], index: number): number {
  return tokens[index - 1]!.type === "," ? 1 : 0;
}

function objectOf(tokens: readonly Token[]): JsonObject {
  const last = tokens.at(-1)!;
  return { start: tokens[0]!.start, end: last.end, tokens, closed: last.type === "}" && isBalanced(tokens) };
}

function isBalanced(tokens: readonly Token[]): boolean {
  const count = (type: Token["type"]) => tokens.filter((token) => token.type === type).length;
  return count("{") === count("}") && count("[") === count("]");
}

/** The members of an object at its first level, by the offsets of their names and values; what is no whole member is passed over. */
export function membersOf(text: string, { tokens }: Pick<JsonObject, "tokens">): Member[] {
  const members: Member[] = [];
  let depth = 0;
  for (const [index, { type }] of tokens.entries()) {
    if (type === "}" || type === "]") depth--;
    const [key, value] = [tokens[index - 1], tokens[index + 1]];
    if (depth === 1 && type === ":" && key?.type === "string" && value) {
      const name = JSON.parse(text.slice(key.start, key.end)) as string;
      members.push({ name, start: key.start, valueStart: value.start, end: endOfValue(tokens, index + 1) });
    }
    if (type === "{" || type === "[") depth++;
  }
  return members;
}

export type Member = {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
};

function endOfValue(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (const { type, end } of tokens.slice(at)) {
    if (type === "{" || type === "[") depth++;
    if (type === "}" || type === "]") depth--;
    if (depth <= 0) return end;
  }
  return tokens.at(-1)!.end;
}
