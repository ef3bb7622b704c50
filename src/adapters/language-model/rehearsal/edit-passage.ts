import { piecesOf } from "../../../latex/passage/sentences";
import { type Asked, dataIn, partOf, partsOf } from "./asked";
import { finished } from "./blocks";

/** Small, real edits of a passage: what a program can mend without understanding it. It says so where that is nothing. */
export function editPassage(asked: Asked): string {
  const parts = partsOf(asked.question);
  const passage = dataIn(partOf(parts, /^The passage$/), "passage.tex") ?? "";
  const translated = /^Your task: translate this passage into (.+)$/.exec(asked.heading)?.[1];
  if (translated) return translation(passage, translated);
  const rules = RULES.find(([heading]) => heading.test(asked.heading))?.[1] ?? [];
  const evidence = dataIn(partOf(asked.parts, /^Evidence/), "results");
  const worded = inProse(passage, (prose) => rules.reduce((text, [find, put]) => text.replace(find, put), prose));
  const after = evidence ? inProse(worded, (prose) => withMeasured(prose, evidence)) : worded;
  if (after === passage) return finished(`The rehearsal model finds nothing here that it could mend.\n\nUNCHANGED`);
  return answer(after, "Doubled words, filler and slips that a program can see are mended (rehearsal model).");
}

/** What can be said of a passage by counting. */
export function explainPassage(asked: Asked): string {
  const passage = dataIn(partOf(partsOf(asked.question), /^The passage$/), "passage.tex") ?? "";
  const sentences = piecesOf(passage).filter(({ kind }) => kind === "sentence");
  const first = sentences[0] ? passage.slice(sentences[0].start, sentences[0].end).trim() : "";
  const formulas = passage.match(/\$[^$]+\$/g) ?? [];
  const lines = [
    "*The rehearsal model does not understand texts; it describes what it can count. Choose a real model for an explanation.*",
    `The passage has ${sentences.length} ${sentences.length === 1 ? "sentence" : "sentences"}${first ? ` and begins with: “${first}”` : ""}.`,
    ...(formulas.length > 0 ? [`Its formulas are ${[...new Set(formulas)].join(", ")}.`] : []),
  ];
  return finished(lines.join("\n\n"));
}

type Rule = readonly [find: RegExp, put: string];

const SLIPS: readonly Rule[] = [
  [/\b([A-Za-z]{2,})(\s+)\1\b(?!\s+\1)/gi, "$1"],
  [/ +([,;.])(?=\s|$)/g, "$1"],
  [/\b([Aa]) (?=[aeio][a-z]+ )/g, "$1n "],
];
const FILLER: readonly Rule[] = [
  [/\b[Ii]n order to\b/g, "to"],
  [/\bdue to the fact that\b/g, "because"],
  [/\b(?:It is worth noting that|It should be noted that|Note that) ([a-z])/g, "$1"],
  [/\butili[sz]e(s?)\b/g, "use$1"],
  [/\b(?:very|really|quite) /g, ""],
];
const VAGUE: readonly Rule[] = [
  [/\bsignificantly (?=(?:better|worse|lower|higher|faster|slower)\b)/g, ""],
  [/\bvarious\b/g, "several"],
  [/\b(?:very|really|quite|extremely) /g, ""],
];
const RULES: readonly (readonly [RegExp, readonly Rule[]])[] = [
  [/polish this passage/, [...SLIPS, ...FILLER]],
  [/correct the language/, SLIPS],
  [/shorten this passage/, [...SLIPS, ...FILLER]],
  [/make this passage precise/, VAGUE],
  [/mend what is wrong/, SLIPS],
];

/** It cannot translate, and what it gives back says so; everything that is no word stays. Translated again, the mark is another. */
function translation(passage: string, language: string): string {
  const marked = piecesOf(passage).map(({ start, end, kind }) => {
    const text = passage.slice(start, end);
    if (kind !== "sentence") return text;
    const [, lead = "", words = ""] = /^((?:\s|\\item\b)*(?:\(rehearsal[^)]*\) )?)([\s\S]*)$/.exec(text) ?? [];
    return `${lead.replace(/\(rehearsal[^)]*\) $/, "")}(rehearsal, no translation into ${language}) ${words}`;
  });
  return answer(
    marked.join(""),
    "The rehearsal model cannot translate: it marked each sentence and kept its words. Choose a real model for a translation.",
  );
}

function answer(after: string, why: string): string {
  return finished(`\`\`\`latex\n${after}\n\`\`\`\nWhy: ${why}`);
}

/** Changes the words between formulas, commands and comments; those themselves stay. */
function inProse(text: string, change: (prose: string) => string): string {
  return text
    .split(GUARDED)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");
}

const GUARDED =
  /((?:\\begin\{(?:equation|align|figure|table|tabular)\*?\}[\s\S]*?\\end\{(?:equation|align|figure|table|tabular)\*?\})|\$[^$]*\$|(?<!\\)%[^\n]*|\\[a-zA-Z]+\*?(?:\[[^\]]*\])*(?:\{[^{}]*\})*)/;

/** A number that is in no table, and near to just one that is, becomes that one at its own precision. */
function withMeasured(prose: string, evidence: string): string {
  const means = [...evidence.matchAll(/^\|[^|]*\|[^|]*\|[^|]*\| (-?[\d.]+) \|/gm)].map((match) => Number(match[1]));
  return prose.replace(/(?<![\w.])\d+\.\d+(?!\d|\.\d)/g, (printed) => {
    const [value, digits] = [Number(printed), printed.split(".")[1]!.length];
    if (means.some((mean) => mean.toFixed(digits) === printed)) return printed;
    const near = [...new Set(means)].filter((mean) => Math.abs(mean - value) <= 0.1 * Math.abs(value));
    return near.length === 1 ? near[0]!.toFixed(digits) : printed;
  });
}
