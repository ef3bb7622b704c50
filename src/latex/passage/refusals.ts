import type { PassageKind } from "../../research/passage";
import { insertionProblems, REACHING } from "../body-problems";
import { changedPlaces } from "./moved-numbers";
import { type Breach, breachesBetween, GUARDED_WORDS, type Guarded, guardedIn } from "./protected";
import { PROSE_GROUPS } from "./sentences";
import { translatedNumbers } from "./translated-numbers";

/** What an edit of each kind may lose, and what it may bring in. Whatever is in neither list stays byte for byte. */
type Licence = { readonly lose: readonly Guarded[]; readonly bring: readonly Guarded[] };

const NOTHING: Licence = { lose: [], bring: [] };
/** Numbers may go with a sentence that is dropped; they may never become others. */
const DROPPING: Licence = { lose: ["maths", "number", "command"], bring: [] };
/** What the evidence says is judged by itself. */
const EVIDENCE: Licence = {
  lose: ["maths", "number", "command", "citation", "reference", "table"],
  bring: ["maths", "number", "command", "citation", "reference", "table"],
};

/** A finding may be about anything; what a check asked for is read by the researcher like everything else. */
const MENDING: Guarded[] = [
  ...(["maths", "citation", "label", "reference", "command", "environment", "table", "comment", "listing"] as const),
];

/** What is known around a passage that is written anew. */
export type PassageRoom = {
  /** Whether there are results that its numbers can be judged by. */
  readonly evidence: boolean;
  /** The labels and keys that exist in the paper. */
  readonly labels: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
};

/** Why a text may not take the place of a passage, a sentence each, written for its author; empty when it may. */
export function refusals(kind: PassageKind, before: string, after: string, room: PassageRoom): string[] {
  const licence = licenceOf(kind, room);
  const breaches = breachesBetween(guardedIn(before), guardedIn(after));
  const wrong = breaches.filter((one) => !isAllowed(one, licence, room, kind === "fix"));
  return [
    ...told(wrong, breaches),
    ...(breaches.some(({ what }) => what === "number") ? [] : swapsIn(kind, licence, before, after)),
    ...newProblems(before, after),
  ];
}

/** Where numbers are to stay, each stays with its words; in another language, with its sentence. */
function swapsIn(kind: PassageKind, { bring }: Licence, before: string, after: string): readonly string[] {
  if (kind === "translate") return translatedNumbers(before, after).wrong;
  const swap = bring.includes("number") ? undefined : changedPlaces(before, after);
  return swap ? [`The numbers “${swap[0]}” and “${swap[1]}” changed places. Each has to stay with its words.`] : [];
}

/** What is wrong with a text that was not wrong with the one before. */
export function newProblems(before: string, after: string): string[] {
  const known = new Set(structural(before));
  return structural(after).filter((problem) => !known.has(problem));
}

function licenceOf(kind: PassageKind, { evidence }: PassageRoom): Licence {
  if (kind === "shorten") return DROPPING;
  if (kind === "fix") {
    const all: Guarded[] = evidence ? [...MENDING, "number"] : MENDING;
    return { lose: all, bring: all };
  }
  return kind === "rewrite" && evidence ? EVIDENCE : NOTHING;
}

function isAllowed(
  { what, text, how }: Breach,
  licence: Licence,
  { labels, keys }: PassageRoom,
  anyCommand: boolean,
): boolean {
  if (what === "sign" && how === "lost") return true;
  if (!licence[how === "lost" ? "lose" : "bring"].includes(what)) return false;
  if (what === "command") return anyCommand ? how === "lost" || !reaches(text) : isWording(text);
  if (how === "lost") return true;
  if (what === "citation") return namesIn(text).every((key) => keys.has(key));
  if (what === "reference") return namesIn(text).every((label) => labels.has(label));
  return true;
}

/** One that reads files is not to read another. */
function reaches(command: string): boolean {
  return REACHING.test(/^\\([a-zA-Z]+)/.exec(command)?.[1] ?? "");
}

/** A command whose group is prose, such as `\emph`. */
function isWording(command: string): boolean {
  return PROSE_GROUPS.test(/^\\([a-zA-Z]+)$/.exec(command)?.[1] ?? "");
}

function namesIn(command: string): string[] {
  const group = /\{([^{}]*)\}\s*$/.exec(command)?.[1] ?? "";
  return group
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
}

/** What was lost and what came are told as a change where there is one of each. */
function told(wrong: readonly Breach[], all: readonly Breach[]): string[] {
  return [...new Set(wrong.map(({ what }) => what))].flatMap((what) => {
    const of = (breaches: readonly Breach[], how: Breach["how"]) =>
      breaches.filter((breach) => breach.what === what && breach.how === how);
    const [lost, fresh] = [of(wrong, "lost"), of(wrong, "new")];
    const [[one, ...ones], [other, ...others]] = [of(all, "lost"), of(all, "new")];
    if (one && other && ones.length + others.length === 0)
      return [`The ${GUARDED_WORDS[what]} ${quoted(one)} became ${quoted(other)}. It has to stay as it is.`];
    return [
      ...lost
        .slice(0, MOST)
        .map((gone) => `The ${GUARDED_WORDS[what]} ${quoted(gone)} is missing. It has to stay as it is.`),
      ...fresh
        .slice(0, MOST)
        .map((come) => `The ${GUARDED_WORDS[what]} ${quoted(come)} was not in the passage. ${remedy(what)}`),
    ];
  });
}

function remedy(what: Guarded): string {
  return what === "sign" ? "Put a backslash before it." : "Leave it out.";
}

const MOST = 5;

function quoted({ text }: Breach): string {
  const line = text.replace(/\s+/g, " ");
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`;
}

/** Their line numbers count in the passage and help nobody. */
function structural(text: string): string[] {
  return insertionProblems(text).map((problem) => problem.replace(/^Line \d+: /, ""));
}
