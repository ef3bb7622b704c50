import * as z from "zod";
import type { AnswerShape, Reading } from "./ask";
import { applyEdits } from "./edits/apply-edits";
import { END_MARK } from "./end-mark";
import type { Finish } from "./ports/language-model";

/** A JSON object (or array) of the given shape, bare or in a fence. */
export function jsonAnswer<Answer>(name: string, shape: z.ZodType<Answer>): AnswerShape<Answer> {
  const json = z.toJSONSchema(shape, { unrepresentable: "any", io: "input" }) as Record<string, unknown>;
  return {
    schema: { name, json },
    read(text, finish) {
      if (refused(finish)) return problem(REFUSED);
      const parsed = jsonIn(text);
      if (parsed === undefined) return problem(cut(finish) ? CUT : whyNoJson(text));
      const checked = shape.safeParse(parsed);
      return checked.success
        ? { ok: true, value: checked.data }
        : problem(`The JSON does not have the asked shape:\n${z.prettifyError(checked.error)}`);
    },
  };
}

/** Text read by `read`, once it is known to be complete. */
export function textAnswer<Answer>(read: (text: string) => Reading<Answer>): AnswerShape<Answer> {
  return {
    read(text, finish) {
      if (refused(finish)) return problem(REFUSED);
      const complete = withoutMark(text);
      if (complete === undefined && finish !== "stop") return problem(CUT);
      return read(complete ?? text);
    },
  };
}

/**
 * JSON objects, one a line. A line that was meant to be one and does not parse is given to `broken`, which may make an entry of it;
 * other lines are passed over. An answer of none but such is no answer. `check` may refuse it.
 */
export function jsonLinesAnswer(
  check: (entries: readonly unknown[]) => readonly string[],
  broken: (line: string) => object | undefined,
): AnswerShape<readonly unknown[]> {
  return textAnswer((text) => {
    const lines = text.split("\n").map((line) => line.trim().replace(/,$/, ""));
    const written = lines.filter((line) => line !== "" && !/^(?:```\w*|\[|\])$/.test(line));
    const read = written.map((line) => ({ line, objects: objectsIn(line) }));
    if (written.length > 0 && read.every(({ objects }) => objects.length === 0))
      return problem("No line of the answer is a JSON object.");
    const entries = read.flatMap(({ line, objects }) =>
      objects.length > 0 || !line.startsWith("{") ? objects : (broken(line) ?? []),
    );
    const problems = entries.length > 0 ? check(entries) : [];
    return problems.length > 0 ? problem(bulleted(problems)) : { ok: true, value: entries };
  });
}

/** The object of a line, or several that stand behind each other. */
function objectsIn(line: string): object[] {
  const one = objectIn(line);
  if (one) return [one];
  const several = objectIn(`[${line.replace(/\}\s*,?\s*\{"line"/g, '},{"line"')}]`);
  return Array.isArray(several) ? several.filter((each) => typeof each === "object" && each !== null) : [];
}

function objectIn(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The body of a LaTeX section in a ```latex fence, or the single word UNCHANGED where that is allowed. */
export function latexAnswer(check: (body: string) => readonly string[]): AnswerShape<string> {
  return textAnswer((text) => {
    const body = fenced(text, "latex|tex");
    if (body === undefined) return problem("There is no ```latex block in the answer.");
    const problems = check(body);
    return problems.length ? problem(bulleted(problems)) : { ok: true, value: body };
  });
}

/** The line UNCHANGED, perhaps after a reason, in an answer that holds no edit and no block. */
export function saysUnchanged(text: string): boolean {
  return /^\s*UNCHANGED\b/.test(text) || (/^UNCHANGED\s*$/m.test(text) && !/^(?:```|<{5,}\s*SEARCH)/m.test(text));
}

/** What an answer says besides UNCHANGED, on one line. */
export function reasonUnchanged(text: string): string {
  return (withoutMark(text) ?? text)
    .replace(/^\s*UNCHANGED\b[.:]*/m, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The name under which a section's body is edited while it is not in the paper yet. */
export const SECTION_FILE = "section.tex";

/** A revised body: edits of `section.tex`, or the whole in a ```latex fence, or `UNCHANGED` for what it was. */
export function latexRevision(current: string, check: (body: string) => readonly string[]): AnswerShape<string> {
  const whole = latexAnswer(check);
  const edits = textAnswer((text) => {
    const { files, failures } = applyEdits(text, { [SECTION_FILE]: current });
    const after = files[SECTION_FILE] ?? current;
    const problems = failures.length ? failures.map(({ message }) => message) : check(after);
    return problems.length ? problem(bulleted(problems)) : { ok: true, value: after };
  });
  return {
    read(text, finish) {
      if (saysUnchanged(text)) return { ok: true, value: current };
      return /^<{5,}\s*SEARCH/m.test(text) ? edits.read(text, finish) : whole.read(text, finish);
    },
  };
}

/** The content of the first and longest fence of one of the languages; a bare answer without any fence is taken whole. */
function fenced(text: string, languages: string): string | undefined {
  const blocks = [
    ...text.matchAll(new RegExp(`^\`\`\`(?:${languages})?[ \\t]*\\r?\\n([\\s\\S]*?)^\`\`\`[ \\t]*$`, "gm")),
  ];
  return blocks
    .map((block) => block[1] ?? "")
    .sort((a, b) => b.length - a.length)[0]
    ?.trimEnd();
}

/** The answer without its end mark, or undefined when the mark is missing. */
function withoutMark(text: string): string | undefined {
  const at = text.lastIndexOf(END_MARK);
  return at < 0 ? undefined : text.slice(0, at);
}

/** The JSON value in an answer: the whole, the last fence that parses, or from the first bracket to the last. */
export function jsonIn(text: string): unknown {
  for (const candidate of jsonCandidates(text)) {
    try {
      const value: unknown = JSON.parse(candidate);
      if (typeof value === "object" && value !== null) return value;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

function jsonCandidates(text: string): string[] {
  const bare = (withoutMark(text) ?? text).trim();
  const fences = [...bare.matchAll(/```(?:json)?\s*\n([\s\S]*?)```/g)].map((match) => match[1] ?? "").reverse();
  return [bare, ...fences, /[[{][\s\S]*[\]}]/.exec(bare)?.[0] ?? ""];
}

/** What whoever wrote it needs to know to mend it: where it breaks, in the words of the parser. */
function whyNoJson(text: string): string {
  const meant = jsonCandidates(text).find((candidate) => /^[[{]/.test(candidate));
  if (meant === undefined) return "There is no JSON in the answer.";
  try {
    JSON.parse(meant);
    return "There is no JSON object in the answer.";
  } catch (error) {
    return `The JSON does not parse: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

export function bulleted(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

const CUT = "The answer broke off before its end. Send a shorter one.";
const REFUSED = "The answer was refused or filtered. Answer the question about this machine-learning project.";

function cut(finish: Finish): boolean {
  return finish === "length" || finish === "cut-off";
}

function refused(finish: Finish): boolean {
  return finish === "refused";
}

function problem(text: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: text };
}
