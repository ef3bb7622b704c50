import { wordDiff } from "../../latex/passage/word-diff";
import type { PassageKind, PassagePart, PassageProposal, PlacedPart } from "../../research/passage";
import { reasonNode } from "./reason-node";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText } from "./wording";

/** A proposal, where its parts stand in the file as it is now, and the line on which each begins. */
export type ShownPassage = {
  readonly proposal: PassageProposal;
  /** As the researcher knows the file. */
  readonly name: string;
  readonly placed: readonly (PlacedPart & { readonly line: number })[];
};

/** A row for each passage with other words proposed, and one below it for each sentence. */
export function passageRows(l10n: L10n, passages: readonly ShownPassage[]): TreeNode[] {
  return passages.map((passage) => passageRow(l10n, passage));
}

/** How many sentences wait for the researcher. */
export function undecidedSentences(passages: readonly ShownPassage[]): number {
  return passages.reduce((sum, { placed }) => sum + placed.filter(({ state }) => state !== "accepted").length, 0);
}

function passageRow(l10n: L10n, passage: ShownPassage): TreeNode {
  const { proposal, name, placed } = passage;
  const left = placed.filter(({ state }) => state !== "accepted");
  const id = `passage:${proposal.id}`;
  const label = kindTitle(l10n, proposal.kind, proposal.language);
  const title = `${label} · ${name}`;
  const first = left[0] ?? placed[0];
  return {
    id,
    label: title,
    description: l10n.t("{0} of {1} to decide", left.length, placed.length),
    tooltip: [asText(proposal.why), asText(byWhom(l10n, proposal))].filter(Boolean).join("\n\n"),
    icon: "edit",
    context: "passage",
    open: true,
    checked: left.length === 0,
    command: "openPassage",
    children: [
      ...(proposal.why ? [reasonNode(l10n, id, proposal.why)] : []),
      ...placed.map((one) => sentenceRow(l10n, passage, one)),
    ],
    spoken: l10n.t("{0}, sentences to decide: {1}. Check to accept all.", title, left.length),
    subject: {
      passage: proposal.id,
      parts: left.map(({ index }) => index),
      file: proposal.file,
      ...(first && first.state !== "stale" ? { line: first.line } : {}),
    },
  };
}

function sentenceRow(
  l10n: L10n,
  { proposal }: ShownPassage,
  { index, state, line }: ShownPassage["placed"][number],
): TreeNode {
  const part = proposal.parts[index]!;
  const label = sentenceLabel(l10n, part);
  const stale = state === "stale";
  const accepted = state === "accepted";
  return {
    id: `passage:${proposal.id}:${index}`,
    label,
    description: stale ? l10n.t("the text was edited since") : l10n.t("line {0}", line),
    tooltip: stale
      ? `${l10n.t("This sentence is not there any more as it was, so nothing is written over it. Reject it, or ask again.")}\n\n${wordDiffText(part)}`
      : wordDiffText(part),
    ...(stale ? { icon: "warning", color: COLORS.warning } : {}),
    context: stale ? "passage.stale" : accepted ? "passage.accepted" : "passage.sentence",
    ...(stale ? {} : { checked: accepted }),
    command: "openPassage",
    spoken: accepted
      ? l10n.t("Accepted: {0}. Uncheck to decide again.", label)
      : stale
        ? l10n.t("Cannot be applied any more: {0}", label)
        : l10n.t("Undecided: {0}. Check to accept.", label),
    subject: { passage: proposal.id, parts: [index], file: proposal.file, ...(stale ? {} : { line }) },
  };
}

export function kindTitle(l10n: L10n, kind: PassageKind, language = ""): string {
  switch (kind) {
    case "polish":
      return l10n.t("Polish");
    case "grammar":
      return l10n.t("Grammar");
    case "shorten":
      return l10n.t("Shorten");
    case "precise":
      return l10n.t("Make precise");
    case "translate":
      return l10n.t("Translate into {0}", language);
    case "rewrite":
      return l10n.t("Rewrite from evidence");
    case "fix":
      return l10n.t("Fix");
  }
}

function byWhom(l10n: L10n, { model, rehearsal }: PassageProposal): string {
  return rehearsal ? l10n.t("Made by the rehearsal model.") : l10n.t("Proposed by {0}.", model);
}

/** The words where the two sentences begin to differ, as they are to be; what is dropped is told as that. */
function sentenceLabel(l10n: L10n, { before, after }: PassagePart): string {
  const text = oneLine(after);
  if (text === "") return l10n.t("Leave out: {0}", short(oneLine(before)));
  const changes = wordDiff(oneLine(before), text);
  const at = changes[0]?.type === "same" ? changes[0].text.length : 0;
  if (at <= LEAD) return short(text);
  const from = text.lastIndexOf(" ", at - LEAD / 2) + 1;
  return short(`… ${text.slice(from)}`);
}

const LONGEST = 90;
/** Characters before the first change that a narrow row has room for. */
const LEAD = 24;

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** What goes is struck out, what comes is bold. */
function wordDiffText({ before, after }: PassagePart): string {
  return wordDiff(oneLine(before), oneLine(after))
    .map(({ type, text }) => {
      const [, lead = "", words = "", tail = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
      if (type === "same" || words === "") return asText(text);
      return type === "removed" ? `${lead}~~${asText(words)}~~${tail}` : `${lead}**${asText(words)}**${tail}`;
    })
    .join("");
}
