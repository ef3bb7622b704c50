import type { Hunk } from "../../research/change";
import type { BegunShown } from "./board-state";
import { placeIn } from "./hunk-place";
import { asItStands } from "./hunks-in-file";
import { hunkLabel } from "./review-tree";
import type { L10n, Subject } from "./tree-node";

/** A line of small print above a hunk: what can be done with it there. Without a command it only says something. */
export type Lens = {
  /** 0-based. */
  readonly line: number;
  readonly title: string;
  readonly tooltip?: string;
  /** Without the prefix `aiScientist.`, called with `subject`. */
  readonly command?: string;
  readonly subject: Subject;
};

/** The lenses of one file of the idea, whose text is `lines`, unsaved edits included. */
export function codeLenses(l10n: L10n, idea: BegunShown, path: string, lines: readonly string[]): Lens[] {
  const accepted = asItStands(idea.accepted, idea.undecided);
  const inFile = (hunks: readonly Hunk[]) => hunks.filter((hunk) => hunk.path === path);
  return [
    ...inFile(idea.undecided).flatMap((hunk) => undecidedLenses(l10n, idea.slug, hunk, placeIn(lines, hunk))),
    ...inFile(accepted).flatMap((hunk) => acceptedLenses(l10n, idea.slug, hunk, placeIn(lines, hunk))),
  ];
}

function undecidedLenses(l10n: L10n, slug: string, hunk: Hunk, line: number): Lens[] {
  const subject = subjectOf(slug, hunk);
  return [
    { line, title: `$(check) ${l10n.t("Accept")}`, command: "acceptHunk", subject },
    { line, title: `$(discard) ${l10n.t("Reject")}`, command: "rejectHunk", subject },
    { line, title: `$(comment) ${l10n.t("Ask for a Change…")}`, command: "askForChange", subject },
    {
      line,
      title: l10n.t("Why: {0}", plain(hunkLabel(l10n, hunk))),
      ...(hunk.why ? { tooltip: hunk.why } : {}),
      command: "showHunk",
      subject,
    },
  ];
}

function acceptedLenses(l10n: L10n, slug: string, hunk: Hunk, line: number): Lens[] {
  const subject = subjectOf(slug, hunk);
  return [
    { line, title: `$(pass) ${l10n.t("Accepted")}`, ...(hunk.why ? { tooltip: hunk.why } : {}), subject },
    { line, title: l10n.t("Undo"), command: "reconsiderHunk", subject },
  ];
}

function subjectOf(slug: string, { id, path, newStart }: Hunk): Subject {
  return { slug, path, hunks: [id], line: Math.max(1, newStart) };
}

/** One short line; a title of the model with `$(…)` in it shall not become an icon. */
function plain(title: string): string {
  const short = title.length > 70 ? `${title.slice(0, 69)}…` : title;
  return short.replaceAll("$(", "$\u200b(");
}
