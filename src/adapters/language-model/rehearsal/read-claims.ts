import { type Asked, dataIn, partOf, partsOf } from "./asked";
import { finished } from "./blocks";

/**
 * Reads the plainest forms alone: a sentence that names one run, one data set and one metric by the very words of the list and has
 * one number, which is a value or a percentage that something fell or rose by. What is “without” something is left open.
 */
export function readClaims(asked: Asked): string {
  const names = namesIn(dataIn(partOf(asked.parts, /^What there is to name$/), "names") ?? "");
  const shown = partOf(partsOf(asked.question), /^The sentences and tables$/);
  const wanted = /^Translate only these: (.*)\.$/m.exec(asked.question)?.[1]?.split(", ");
  const lines = [...shown.matchAll(/^(\d+)\. (.*)$/gm)].filter(([, id = ""]) => wanted?.includes(id) ?? true);
  return finished(
    lines.flatMap(([, line = "", text = ""]) => readingOf(names, line, text) ?? leftOpen(line, text)).join("\n"),
  );
}

function leftOpen(line: string, text: string): string[] {
  const quote = WITHOUT.exec(text)?.[0];
  return quote === undefined ? [] : [JSON.stringify({ line, quote, kind: "none" })];
}

const WITHOUT = /\bwithout (\p{L}{4,})/u;

/** Doubts what is “without” something that the notes or a program have “with” a word or two before it. */
export function doubtClaims(asked: Asked): string {
  const about = partOf(asked.parts, /^What the paper is about$/);
  const materials = [...about.matchAll(/^BEGIN DATA (.*)\n([\s\S]*?)\nEND DATA /gm)];
  const statements = dataIn(asked.question, "statements") ?? "";
  const doubts = [...statements.matchAll(/^(\d+)\. (.*)$/gm)].flatMap(([, line, text = ""]) => {
    const [quote, what] = WITHOUT.exec(text) ?? [];
    return materials.flatMap(([, file, shown = ""]) => {
      const evidence = new RegExp(`\\bwith (?:[\\w-]+ )?${what}\\b`).exec(shown)?.[0];
      if (quote === undefined || evidence === undefined) return [];
      return [JSON.stringify({ line, quote, file, evidence, why: `It is with ${what}.` })];
    });
  });
  return finished(doubts.join("\n"));
}

type Names = { readonly runs: readonly Name[]; readonly sets: readonly Name[]; readonly metrics: readonly Name[] };
type Name = { readonly id: string; readonly words: readonly string[] };

function namesIn(vocabulary: string): Names {
  const under = (heading: string) =>
    (new RegExp(`^${heading}:\\n((?:- .*\\n?)*)`, "m").exec(vocabulary)?.[1] ?? "")
      .split("\n")
      .flatMap((line) => /^- (.*)$/.exec(line)?.[1] ?? []);
  const keyed = (line: string) => {
    const id = line.split(":")[0] ?? "";
    return { id, words: [id, id.replace(/_/g, " ")] };
  };
  return {
    runs: under("Runs").map((line) => ({
      id: line.split(":")[0] ?? "",
      words: line.replace(/^\d+: | \(the baseline\)$/g, "").split("; also "),
    })),
    sets: under("Data sets").map(keyed),
    metrics: under("Metrics").map(keyed),
  };
}

function readingOf({ runs, sets, metrics }: Names, line: string, text: string): string | undefined {
  const numbers = [...text.matchAll(/(?<![\w.])\d+\.\d+(?:\s?%)?(?!\w|\.\d)/g)].map(([number]) => number);
  const all = [runs, sets, metrics].map((names) => named(names, text));
  const [number, more] = numbers;
  const [run, set, metric] = all.map(([only, second]) => (second === undefined ? only : undefined));
  if (number === undefined || more !== undefined || !run || !set || !metric) return undefined;
  const way = /\b(?:lower\w*|reduc\w+|falls?|drops?)\b/i.test(text)
    ? "lower"
    : /\b(?:higher|increas\w+|rais\w+|rises?)\b/i.test(text)
      ? "higher"
      : undefined;
  const place = { line, quote: text, runs: [Number(run)], metric, on: [set], number };
  if (!number.includes("%")) return way ? undefined : JSON.stringify({ kind: "value", ...place });
  return way && Number(run) > 0
    ? JSON.stringify({ kind: "change", ...place, than: [0], way, how: "percent" })
    : undefined;
}

function named(names: readonly Name[], text: string): string[] {
  const words = plain(text);
  return names
    .filter((name) => name.words.some((word) => plain(word).trim() !== "" && words.includes(plain(word))))
    .map(({ id }) => id);
}

/** Small letters and single blanks, one at either end. */
function plain(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\d_]+/gu, " ")
    .trim()} `;
}
