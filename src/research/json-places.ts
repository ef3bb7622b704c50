/** A JSON text as it was read, with the place of each value; or the place from which on it is no JSON. */
export type PlacedJson =
  | { readonly ok: true; readonly value: unknown; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | { readonly ok: false; readonly line: number; readonly why: string };

/** Reads JSON so that what is wrong with a value can be said with its line. Lines are 1-based. */
export function placedJson(text: string): PlacedJson {
  const places = new Map<string, number>();
  const reader = { text, at: 0, places };
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  try {
    readValue(reader, []);
    const end = next(reader);
    if (end !== "") fail(`there is more after the end: ${end}`);
    return {
      ok: true,
      value: JSON.parse(text.replace(/^\uFEFF/, "")),
      lineOf: (path) => lineAt(placeOf(places, path)),
    };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, line: lineAt(reader.at), why: error.message };
  }
}

type Reader = { readonly text: string; at: number; readonly places: Map<string, number> };

/** Of the value, or of the nearest around it: what is missing has no place. */
function placeOf(places: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const place = places.get(JSON.stringify(path.slice(0, length).map(String)));
    if (place !== undefined) return place;
  }
  return 0;
}

/** Blanks, then a bracket, a comma, a colon, a string, or a word up to the next of these. */
const TOKEN = /[\s\uFEFF]*([{}[\],:]|"(?:[^"\\\n]|\\.)*"|[^\s{}[\],:"]+|"[^\n]*|)/y;

function next(reader: Reader): string {
  TOKEN.lastIndex = reader.at;
  const [whole = "", token = ""] = TOKEN.exec(reader.text) ?? [];
  reader.at += whole.length;
  return token;
}

/** Deeper than any file of ours. */
const DEEPEST = 60;

function readValue(reader: Reader, path: readonly string[]): void {
  const token = next(reader);
  if (path.length > DEEPEST) fail("it is nested too deeply");
  reader.places.set(JSON.stringify(path), reader.at - token.length);
  if (token === "{") readEntries(reader, "}", () => readMember(reader, path));
  else if (token === "[") readEntries(reader, "]", (index) => readValue(reader, [...path, String(index)]));
  else if (!isScalar(token)) fail(noValue(token));
}

function noValue(token: string): string {
  if (token === "") return "the text ends too early";
  return token === "]" || token === "}"
    ? `a value is missing before “${token}”, or there is a comma too many`
    : `“${token.slice(0, 40)}” is no value`;
}

function readMember(reader: Reader, path: readonly string[]): void {
  const name = next(reader);
  if (!name.startsWith('"') || !isScalar(name))
    fail(name === "}" ? noValue(name) : `a name in double quotes is missing before “${name.slice(0, 40)}”`);
  const start = reader.at - name.length;
  if (next(reader) !== ":") fail(`a colon is missing after ${name}`);
  const inner = [...path, JSON.parse(name) as string];
  readValue(reader, inner);
  reader.places.set(JSON.stringify(inner), start);
}

function readEntries(reader: Reader, end: "}" | "]", read: (index: number) => void): void {
  const start = reader.at;
  if (next(reader) === end) return;
  reader.at = start;
  for (let index = 0; ; index++) {
    read(index);
    const after = next(reader);
    if (after === end) return;
    if (after !== ",")
      fail(after === "" ? "the text ends too early" : `a comma or “${end}” is missing before “${after.slice(0, 40)}”`);
  }
}

function isScalar(token: string): boolean {
  try {
    JSON.parse(token);
    return true;
  } catch {
    return false;
  }
}

function fail(why: string): never {
  throw new SyntaxError(why);
}
