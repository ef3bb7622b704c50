import { literally } from "../../../research/literally";
import { type Asked, dataIn, partOf, partsOf } from "./asked";
import { blocksBetween, editAnswer, finished } from "./blocks";
import { type Wish, wishIn } from "./wish";

/** Answers a researcher who wants one hunk otherwise: does what can be read from their words, else says why it stays. */
export function reviseHunk(asked: Asked): string {
  const hunk = hunkIn(asked);
  const wish = wishIn(hunk.request);
  const fulfilled = wish ? fulfil(wish, hunk) : stays(UNREADABLE);
  if ("reason" in fulfilled) return finished(`${fulfilled.reason}\n\nUNCHANGED`);
  const after = [...hunk.before, ...fulfilled.lines, ...hunk.after].join("\n");
  const before = [...hunk.before, ...hunk.own, ...hunk.after].join("\n");
  if (after === before) return finished(`${ALREADY}\n\nUNCHANGED`);
  return editAnswer(blocksBetween(hunk.path, before, after, fulfilled.title, fulfilled.why));
}

/** The file in three parts, what stood in the hunk's place before the change, and the researcher's words. */
type Revisable = {
  readonly path: string;
  readonly before: readonly string[];
  readonly own: readonly string[];
  readonly after: readonly string[];
  readonly removed: readonly string[];
  readonly why: string;
  readonly request: string;
};

type Fulfilled =
  | { readonly lines: readonly string[]; readonly title: string; readonly why: string }
  | { readonly reason: string };

function hunkIn(asked: Asked): Revisable {
  const parts = partsOf(asked.question);
  const file = parts.find(({ heading }) => / as it is now, with the hunks/.test(heading));
  const path = file?.heading.replace(/ as it is now, with the hunks.*/, "") ?? "";
  const lines = (dataIn(file?.body ?? "", path) ?? "").split("\n");
  const wanted = partOf(parts, /^What the researcher asks for/);
  const [from, to] = rangeIn(wanted);
  const change = partOf(parts, /^The change under review/);
  const diff = /^## Hunk (\d+), the one to revise[\s\S]*?^BEGIN DATA (.*)$/m.exec(change);
  const removed = (dataIn(change, diff?.[2] ?? "") ?? "").split("\n").filter((line) => line.startsWith("-"));
  return {
    path,
    before: lines.slice(0, from),
    own: lines.slice(from, to),
    after: lines.slice(to),
    removed: removed.map((line) => line.slice(1)),
    why: /^Why: (.*)$/m.exec(diff?.[0] ?? "")?.[1] ?? "",
    request: wanted
      .split("\n")
      .filter((line) => line.startsWith("> "))
      .map((line) => line.slice(2))
      .join(" "),
  };
}

/** The 0-based range of the hunk's lines, from the sentence that says where it is. */
function rangeIn(text: string): readonly [from: number, to: number] {
  const gone = /where lines were taken out after line (\d+)/.exec(text)?.[1];
  if (gone) return [Number(gone), Number(gone)];
  const match = /lines? (\d+)(?: to (\d+))? of /.exec(text);
  const first = Number(match?.[1] ?? 1);
  return [first - 1, Number(match?.[2] ?? first)];
}

function fulfil(wish: Wish, hunk: Revisable): Fulfilled {
  switch (wish.type) {
    case "replace":
      return replaced(hunk, wish.old, wish.fresh);
    case "rename":
      return renamed(hunk, wish.old, wish.fresh);
    case "set":
      return assigned(hunk, wish.name, wish.fresh);
    case "value":
      return revalued(hunk, wish.fresh);
    case "explain":
      return explained(hunk);
    case "undo":
      return {
        lines: hunk.removed,
        title: "Leave this place as it was",
        why: "Taken back as you asked: this place is as it was before the change.",
      };
  }
}

function replaced(hunk: Revisable, old: string, fresh: string): Fulfilled {
  const lines = hunk.own.map((line) => line.replace(termPattern(old), () => fresh));
  if (same(lines, hunk.own))
    return stays(`“${old}” does not occur in these lines, so there is nothing to put “${fresh}” for.`);
  return {
    lines,
    title: `Use ${fresh} instead of ${old}`,
    why: `${old} became ${fresh} in this place, as you asked; nothing else changed.`,
  };
}

function renamed(hunk: Revisable, old: string, fresh: string): Fulfilled {
  const elsewhere = [...hunk.before, ...hunk.own.map(() => ""), ...hunk.after].findIndex((line) =>
    termPattern(old).test(line),
  );
  if (elsewhere >= 0)
    return stays(
      `${old} is also used in line ${elsewhere + 1}, outside of this hunk, so renaming it here alone would break the file.`,
    );
  const done = replaced(hunk, old, fresh);
  return "reason" in done
    ? done
    : { ...done, title: `Call it ${fresh}`, why: `${old} is called ${fresh} now; it is used nowhere else.` };
}

function assigned(hunk: Revisable, name: string, fresh: string): Fulfilled {
  const pattern = new RegExp(
    `(?<![\\w.])(${literally(name)}\\s*(?::[^=]+)?=\\s*)([^,#)\\n]+?)(?=\\s*(?:[,#)]|$))`,
    "i",
  );
  const lines = hunk.own.map((line) => line.replace(pattern, (_, head: string) => `${head}${fresh}`));
  if (same(lines, hunk.own)) return stays(`${name} is given no value in these lines.`);
  return {
    lines,
    title: `Set ${name} to ${fresh}`,
    why: `${name} is ${fresh} now, as you asked; nothing else changed.`,
  };
}

/** A bare number means the one that the change brought in. */
function revalued(hunk: Revisable, fresh: string): Fulfilled {
  const old = new Set(hunk.removed.flatMap(numbersIn));
  const brought = [...new Set(hunk.own.flatMap(numbersIn))].filter((number) => !old.has(number));
  if (brought.length === 1) return replaced(hunk, brought[0]!, fresh);
  return stays(
    `These lines bring in ${brought.length === 0 ? "no number" : `several numbers (${brought.join(", ")})`}. Say which one, for instance “use ${fresh} instead of …”.`,
  );
}

function explained(hunk: Revisable): Fulfilled {
  const at = hunk.own.findIndex((line) => line.trim() !== "");
  if (at < 0) return stays("There is no line left here that a comment could stand at.");
  const sign = hunk.path.endsWith(".tex") ? "%" : "#";
  const indent = /^\s*/.exec(hunk.own[at]!)?.[0] ?? "";
  const reason = (hunk.why || "The one change of this run").replace(/[.]$/, "");
  return {
    lines: hunk.own.toSpliced(at, 0, `${indent}${sign} ${reason}.`),
    title: "Say why in a comment",
    why: "A comment says why now; what the lines do is the same.",
  };
}

function stays(reason: string): Fulfilled {
  return { reason };
}

const ALREADY = "These lines already are as you ask, so I leave them.";
const UNREADABLE =
  "I would keep these lines: they make the one change that was planned. I am a rehearsal and read only plain wishes, such as “use 0.001 instead of 0.01”, “rename old to new”, “explain this” or “take this back”.";

/** The term where it stands alone; a number also where it is written otherwise. */
function termPattern(term: string): RegExp {
  const written =
    Number.isFinite(Number(term)) && term.trim() !== ""
      ? `(?:${literally(term)}|${literally(String(Number(term)))}(?:\\.0*)?)`
      : literally(term);
  return new RegExp(`(?<![\\w.])${written}(?![\\w]|\\.\\d)`, "g");
}

function numbersIn(line: string): string[] {
  return line.match(/(?<![\w.])\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?(?![\w.])/gi) ?? [];
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}
