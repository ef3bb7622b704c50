/** A literal value in a Python program that somebody chose: what an experiment can turn. */
export type Setting = {
  readonly path: string;
  readonly name: string;
  /** As written: `4e-3`, `"linear"`. */
  readonly value: string;
  readonly form: "constant" | "field" | "argument" | "local" | "keyword";
  /** Offsets of the value in the file. */
  readonly start: number;
  readonly end: number;
  /** The rest of the line after `#`. */
  readonly comment: string;
  /** Other values that the program or its comments name, as they would be written. */
  readonly choices: readonly string[];
};

const LITERAL = String.raw`-?\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?|"[^"\n]*"|'[^'\n]*'|True|False`;
const FORMS: readonly (readonly [Setting["form"], RegExp])[] = [
  ["constant", new RegExp(`^(\\w+)(?:[ \\t]*:[^=\\n#]+)?[ \\t]*=[ \\t]*(${LITERAL})[ \\t]*(?:#(.*))?$`, "gm")],
  ["field", new RegExp(`^[ \\t]+(\\w+)[ \\t]*:[^=\\n#(]+=[ \\t]*(${LITERAL})[ \\t]*(?:#(.*))?$`, "gm")],
  ["argument", new RegExp(`add_argument\\(\\s*["']--?([\\w-]+)["'][^()]*?\\bdefault=(${LITERAL})(?=[\\s,)])`, "gm")],
  ["local", new RegExp(`^[ \\t]+(\\w+)[ \\t]*=[ \\t]*(${LITERAL})[ \\t]*(?:#(.*))?$`, "gm")],
  ["keyword", new RegExp(`[(,]\\s*(\\w+)(?:[ \\t]*:[ \\t]*\\w+)?[ \\t]*=[ \\t]*(${LITERAL})(?=[\\s,)])`, "gm")],
];

/** Constants, dataclass fields, argument defaults, local assignments and keyword arguments, in this order; each name once. A local or keyword that occurs more than once is left out: which one holds cannot be told. */
export function settingsIn(path: string, text: string): Setting[] {
  const code = withoutDocstrings(text);
  const found = FORMS.flatMap(([form, pattern]) =>
    [...code.matchAll(pattern)].map((match) => settingOf(path, code, form, match)),
  );
  const passing = found.filter(({ form }) => form === "local" || form === "keyword").map(({ name }) => name);
  const ambiguous = new Set(passing.filter((name, index) => passing.indexOf(name) !== index));
  const seen = new Set<string>();
  return found
    .filter(({ form, name }) => !["local", "keyword"].includes(form) || !ambiguous.has(name))
    .filter(({ name }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
}

/** Text between triple quotes and whole-line comments as blanks, so that offsets stay. */
function withoutDocstrings(text: string): string {
  return text.replace(/"""[\s\S]*?"""|'''[\s\S]*?'''|^[ \t]*#.*$/gm, (part) => part.replace(/[^\n]/g, " "));
}

function settingOf(path: string, code: string, form: Setting["form"], match: RegExpMatchArray): Setting {
  const [whole, name = "", value = "", comment = ""] = match;
  const last =
    form === "argument" || form === "keyword" ? whole.length - value.length : whole.indexOf(value, valueFrom(whole));
  const start = (match.index ?? 0) + last;
  const line = code.slice(start).split("\n", 1)[0] ?? "";
  return {
    path,
    name: name.replaceAll("-", "_"),
    value,
    form,
    start,
    end: start + value.length,
    comment: comment.trim(),
    choices: choicesFor(value, `${comment} ${form === "argument" ? callAround(code, start) : ""} ${line}`, code, name),
  };
}

function valueFrom(assignment: string): number {
  return assignment.indexOf("=") + 1;
}

/** The rest of an `add_argument` call that may hold `choices=[…]`. */
function callAround(code: string, at: number): string {
  const start = code.lastIndexOf("add_argument", at);
  return code.slice(start, code.indexOf("\n", at) + 200).split("add_argument")[1] ?? "";
}

/** Other values of a setting that is a word: named in its comment (`# or "cosine"`), its `choices`, or compared with in the code. */
function choicesFor(value: string, near: string, code: string, name: string): string[] {
  if (!/^["']/.test(value)) return [];
  const quote = value[0] ?? '"';
  const compared = [...code.matchAll(new RegExp(`\\b${name}\\s*==\\s*["']([\\w-]+)["']`, "g"))].map(
    (match) => match[1],
  );
  const named = [...(/choices=[[(]([^\])]*)/.exec(near)?.[1] ?? near).matchAll(/["']([\w-]+)["']/g)].map(
    (match) => match[1],
  );
  return [...new Set([...named, ...compared])]
    .map((word) => `${quote}${word}${quote}`)
    .filter((word) => word !== value);
}

/** The program with another value there. */
export function withValue(text: string, { start, end }: Setting, value: string): string {
  return text.slice(0, start) + value + text.slice(end);
}

/** `HIDDEN_WIDTH` → `hidden width` */
export function spoken(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[_\s]+/)
    .filter(Boolean);
  return words.map((word) => SPOKEN[word] ?? word).join(" ");
}

const SPOKEN: Readonly<Record<string, string>> = {
  lr: "learning rate",
  n: "number of",
  num: "number of",
  wd: "weight decay",
  ema: "moving-average",
  embd: "embedding width",
  std: "standard deviation",
  eps: "epsilon",
  reg: "regularisation",
};
