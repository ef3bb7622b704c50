import type { Token } from "./json-tokens";

export type JsonMistake = { readonly offset: number; readonly message: string };

/** The first thing that is wrong with one JSON value, said for a person; undefined when it is one. `end` is where its text ends. */
export function mistakeIn(text: string, tokens: readonly Token[], end: number): JsonMistake | undefined {
  const read = value(text, tokens, 0, end);
  if (typeof read !== "number") return read;
  const left = tokens[read];
  return left ? { offset: left.start, message: `“${shown(text, left)}” is too much here.` } : undefined;
}

/** The index of the token after the value, or what is wrong with it. */
type Read = number | JsonMistake;

function value(text: string, tokens: readonly Token[], at: number, end: number): Read {
  const token = tokens[at];
  switch (token?.type) {
    case "{":
      return list(text, tokens, at, end, "}", member);
    case "[":
      return list(text, tokens, at, end, "]", value);
    case "string":
    case "word":
      return scalar(text, token) ?? at + 1;
    case "torn":
      return { offset: token.start, message: "The closing quotation mark of this text is missing on its line." };
    default:
      return { offset: token?.start ?? end, message: "A value is missing here." };
  }
}

/** What stands between the brackets of an object or a list, with its commas. */
function list(
  text: string,
  tokens: readonly Token[],
  at: number,
  end: number,
  closing: "}" | "]",
  item: typeof value,
): Read {
  let next = at + 1;
  if (tokens[next]?.type === closing) return next + 1;
  for (;;) {
    const read = item(text, tokens, next, end);
    if (typeof read !== "number") return read;
    const token = tokens[read];
    if (token?.type === closing) return read + 1;
    if (!token) return { offset: tokens[at]!.start, message: `The “${closing}” that closes this is missing.` };
    if (token.type !== ",")
      return { offset: tokens[read - 1]!.end, message: `A comma, or the closing “${closing}”, is missing here.` };
    if (tokens[read + 1]?.type === closing)
      return { offset: token.start, message: `After the last entry stands no comma.` };
    next = read + 1;
  }
}

function member(text: string, tokens: readonly Token[], at: number, end: number): Read {
  const [key, colon] = [tokens[at], tokens[at + 1]];
  if (key?.type === "torn") return value(text, tokens, at, end);
  if (key?.type !== "string")
    return { offset: key?.start ?? end, message: 'A name in double quotation marks belongs here, such as "Title".' };
  if (colon?.type !== ":") return { offset: key.end, message: "A colon is missing after the name." };
  return scalar(text, key) ?? value(text, tokens, at + 2, end);
}

/** Numbers, `true`, `false`, `null`, and strings without a stray backslash. */
function scalar(text: string, token: Token): JsonMistake | undefined {
  try {
    JSON.parse(text.slice(token.start, token.end));
    return undefined;
  } catch {
    const advice =
      token.type === "string"
        ? "This text has a backslash or a character that JSON does not allow; a backslash is written twice."
        : `“${shown(text, token)}” is no value. Text stands in double quotation marks.`;
    return { offset: token.start, message: advice };
  }
}

function shown(text: string, { start, end }: Token): string {
  return text.slice(start, Math.min(end, start + 40));
}
