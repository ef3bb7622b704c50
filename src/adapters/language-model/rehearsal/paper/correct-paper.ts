import { type Asked, dataIn, partOf } from "../asked";
import { blocksBetween, editAnswer, UNCHANGED } from "../blocks";
import { withoutSentences } from "./latex-text";
import { PAPER_PATH } from "./paper-path";

/** Corrects the reported problems that have a mechanical cure, at the lines where they were reported. */
export function correctPaper(asked: Asked): string {
  const source = dataIn(partOf(asked.parts, /^The paper as it is now/), "paper") ?? "";
  const problems = problemsIn(dataIn(partOf(asked.parts, /^What the typesetter/), "problems") ?? "");
  const after = problems.reduce(corrected, source.split("\n")).join("\n");
  if (after === source) return UNCHANGED;
  const why = problems[0]?.message ?? "The checks reported it.";
  return editAnswer(blocksBetween(PAPER_PATH, source, after, "Correct what the checks found", why));
}

/** One reported problem. `line` is 1-based. */
type Reported = { readonly line: number; readonly rule: string; readonly message: string };

function problemsIn(list: string): Reported[] {
  return [...list.matchAll(/^- line (\d+), \w+ \((.*?)\): (.*)$/gm)].map((match) => ({
    line: Number(match[1]),
    rule: match[2] ?? "",
    message: match[3] ?? "",
  }));
}

function corrected(lines: readonly string[], problem: Reported): string[] {
  const cure = CURES.find(([pattern]) => pattern.test(`${problem.rule} ${problem.message}`))?.[1];
  const at = problem.line - 1;
  const line = lines[at];
  if (!cure || line === undefined) return [...lines];
  const fixed = cure(line, problem, lines);
  return fixed === "" && line !== "" ? lines.toSpliced(at, 1) : lines.with(at, fixed);
}

type Cure = (line: string, problem: Reported, lines: readonly string[]) => string;

const CURES: readonly (readonly [RegExp, Cure])[] = [
  [/undefined-reference|[Rr]eference .*undefined|no \\label|nothing has the label/i, withKnownLabels],
  [/undefined-citation|[Cc]itation .*undefined/, withKnownKeys],
  [/duplicate-label|multiply.defined|label .*(twice|again)/i, withoutSecondLabel],
  [/unescaped-percent/, (line) => line.replace(/(?<=\d\s?)(?<!\\)%/g, "\\%")],
  [/\b(?:claim|unsupported|unrecorded)-/, withoutClaim],
  [/run-number/, (line) => withoutSentences(line, /\b[Rr]un[~ _]?\d+\b/.exec(line)?.[0] ?? "\0")],
  [/placeholder/, (line) => (/^\s*%/.test(line) ? "" : line)],
  [/Missing \$ inserted/, (line) => outsideMaths(line, (text) => text.replace(/(?<!\\)[_^](?!\{?\\)/g, "\\_"))],
  [/alignment tab/, (line) => outsideMaths(line, (text) => text.replace(/(?<!\\)&/g, "\\&"))],
];

/** The sentence with the words or the number that the message speaks of goes. */
function withoutClaim(line: string, { message }: Reported): string {
  const spoken = [...message.matchAll(/“([^”]+)”|(\d+(?:[.,]\d+)+|\d{2,})/g)].map(
    ([, words, number]) => words ?? number ?? "",
  );
  return withoutSentences(line, spoken.find((words) => line.includes(words)) ?? "\0");
}

/** A reference to a label that nothing has becomes one to a label of the same kind; without one its sentence goes. */
function withKnownLabels(line: string, _: Reported, lines: readonly string[]): string {
  const labels = [...lines.join("\n").matchAll(/\\label\{([^}]*)\}/g)].map((match) => match[1] ?? "");
  const unknown = [...line.matchAll(/\\\w*ref\{([^}]*)\}/g)]
    .map((match) => match[1] ?? "")
    .filter((one) => !labels.includes(one));
  return unknown.reduce((text, wrong) => {
    const kind = wrong.split(":")[0] ?? "";
    const known = labels.find((label) => label.startsWith(`${kind}:`));
    return known ? text.replaceAll(`ref{${wrong}}`, `ref{${known}}`) : withoutSentences(text, `ref{${wrong}}`);
  }, line);
}

function withKnownKeys(line: string, { message }: Reported): string {
  const key = /[`'“]([\w:.-]+)['”]/.exec(message)?.[1] ?? "";
  return line.replace(/~?\\cite\w*(?:\[[^\]]*\])*\{([^}]*)\}/g, (command, keys: string) => {
    const kept = keys.split(",").filter((one) => one.trim() !== key);
    if (kept.length === 0) return "";
    return command.replace(`{${keys}}`, () => `{${kept.join(",")}}`);
  });
}

/** The later of two equal labels goes. */
function withoutSecondLabel(line: string, { line: number }: Reported, lines: readonly string[]): string {
  const before = lines.slice(0, number - 1).join("\n");
  return line.replace(/\\label\{[^}]*\}/g, (label) => (before.includes(label) ? "" : label));
}

/** Changes the text between dollar signs' pairs only where it is text. Command arguments are left alone. */
function outsideMaths(line: string, change: (text: string) => string): string {
  const parts = line.split(/(\$[^$]*\$|\\\w+\{[^}]*\})/);
  return parts.map((part, index) => (index % 2 === 1 ? part : change(part))).join("");
}
