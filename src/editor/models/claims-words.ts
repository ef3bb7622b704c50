import { dollars, tokenWords } from "../../research/money";
import type { ReadingPlan, ReadPaper } from "../../research/read-paper";
import type { L10n } from "./tree-node";

/** Claims of a paper that could be held against its runs, those that agree, and the statements that a model has read. */
export type ClaimCount = { readonly supported: number; readonly checkable: number; readonly read: number };

/** `12 of 14 claims supported · 9 read by the model`; empty where nothing could be checked. */
export function claimsWords(l10n: L10n, counted: ClaimCount | undefined): string {
  if (!counted || counted.checkable === 0) return "";
  const { supported, checkable, read } = counted;
  return [
    l10n.t("{0} of {1} claims supported", supported, checkable),
    ...(read > 0 ? [l10n.t("{0} read by the model", read)] : []),
  ].join(" · ");
}

/** What it would take to have the claims read, for whoever pays it. */
export function readingPlanWords(l10n: L10n, plan: ReadingPlan): string {
  const { lines, toRead, questions, doubts, inputTokens, outputTokens, dollars: cost, left } = plan;
  return [
    l10n.t(
      "{0} sentences and tables are to be read. Questions to the model: {1}, some {2} tokens in and {3} out.",
      toRead,
      questions,
      tokenWords(inputTokens),
      tokenWords(outputTokens),
    ),
    cost === undefined
      ? l10n.t("Its price is not known, so the cap cannot count what it costs.")
      : l10n.t("Expected: {0}.", `≈ ${dollars(cost)}`),
    ...(cost !== undefined && left !== undefined && cost > left
      ? [l10n.t("The budget leaves {0}: it will stop there, and what was read is kept.", dollars(left))]
      : []),
    ...(toRead < lines ? [l10n.t("{0} were read before and are not paid for again.", lines - toRead)] : []),
    l10n.t("The model only says what the words mean; whether that is so is decided by the program, from the runs."),
    ...(doubts
      ? [
          l10n.t(
            "What the runs tell nothing of it may doubt by words of the programs and notes, which go to it with the last question.",
          ),
        ]
      : []),
    l10n.t("Asked once for this folder and model."),
  ].join(" ");
}

/** What came of it. */
export function readWords(l10n: L10n, read: ReadPaper): string {
  const { judged, supported, unread, uncheckable, doubted, model, rehearsal } = read;
  const parts = [
    l10n.t("{0} statements read by {1}, {2} of them as the runs have it", judged, model, supported),
    ...(uncheckable > 0 ? [l10n.t("{0} of which the runs tell nothing", uncheckable)] : []),
    ...(doubted > 0 ? [l10n.t("{0} that the model doubts by programs and notes", doubted)] : []),
    ...(unread > 0 ? [l10n.t("{0} that could not be read", unread)] : []),
  ];
  const stamp = rehearsal ? ` ${l10n.t("The rehearsal model reads a few plain forms only.")}` : "";
  return `${parts.join(", ")}.${stamp}`;
}
