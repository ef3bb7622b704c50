import type { Hunk } from "../../research/change";
import { type BegunShown, type BoardState, shownIdea } from "./board-state";
import { stateOf } from "./idea-state";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText, fenced } from "./wording";

/** What is undecided, by file, each hunk with a box that accepts it; then what was accepted. */
export function reviewTree(l10n: L10n, state: BoardState): TreeNode[] {
  const idea = shownIdea(state);
  if (!idea) return [];
  return [
    ...decidedNodes(l10n, idea),
    ...byFile(idea.undecided).map(([path, hunks]) => fileNode(l10n, idea, path, hunks)),
    ...acceptedNodes(l10n, idea),
  ];
}

/** When all is decided, the way on is a row of its own. */
function decidedNodes(l10n: L10n, idea: BegunShown): TreeNode[] {
  if (stateOf(idea) !== "review" || idea.undecided.length > 0) return [];
  return [
    {
      id: `review:${idea.slug}:approve`,
      label: l10n.t("Approve"),
      description: l10n.t("all hunks are decided"),
      tooltip: l10n.t("Commits what you accepted on the idea's branch and goes on."),
      icon: "check-all",
      color: "textLink.foreground",
      command: "approve",
      subject: { slug: idea.slug },
    },
  ];
}

function fileNode(l10n: L10n, idea: BegunShown, path: string, hunks: readonly Hunk[]): TreeNode {
  return {
    id: `review:${idea.slug}:${path}`,
    label: path,
    description: countsOf(hunks),
    tooltip: l10n.t("{0}, undecided: {1}", asText(path), hunks.length),
    icon: "file-code",
    context: "review.file",
    open: true,
    checked: false,
    command: "openHunk",
    children: hunks.map((hunk) => hunkNode(l10n, idea, hunk, false)),
    spoken: l10n.t("{0}, undecided: {1}. Check to accept all.", path, hunks.length),
    subject: { slug: idea.slug, path, hunks: hunks.map(({ id }) => id), line: hunks[0]?.newStart ?? 1 },
  };
}

function hunkNode(l10n: L10n, { slug }: BegunShown, hunk: Hunk, accepted: boolean): TreeNode {
  const label = hunkLabel(l10n, hunk);
  const counts = countsOf([hunk]);
  return {
    id: `review:${slug}:${accepted ? "accepted" : "hunk"}:${hunk.id}`,
    label,
    description: accepted ? `${hunk.path} ${counts}` : l10n.t("{0} · line {1}", counts, Math.max(1, hunk.newStart)),
    tooltip: hunkTooltip(hunk, label),
    ...(accepted
      ? { icon: "pass", color: COLORS.good, context: "review.accepted" }
      : { checked: false, context: "review.hunk" }),
    command: "openHunk",
    spoken: accepted
      ? l10n.t("Accepted: {0}, {1}", label, hunk.path)
      : l10n.t("Undecided: {0}, lines added {1}, removed {2}. Check to accept.", label, hunk.newLines, hunk.oldLines),
    subject: { slug, path: hunk.path, hunks: [hunk.id], line: Math.max(1, hunk.newStart) },
  };
}

function acceptedNodes(l10n: L10n, idea: BegunShown): TreeNode[] {
  if (idea.accepted.length === 0) return [];
  return [
    {
      id: `review:${idea.slug}:accepted`,
      label: l10n.t("Accepted"),
      description: String(idea.accepted.length),
      tooltip: l10n.t("Staged in the idea's worktree, and committed when you approve."),
      icon: "pass",
      color: COLORS.good,
      open: idea.undecided.length === 0,
      children: idea.accepted.map((hunk) => hunkNode(l10n, idea, hunk, true)),
      subject: { slug: idea.slug },
    },
  ];
}

/** The model's title, else the first line that says something: also for the parts of a change that has one name for all. */
export function hunkLabel(l10n: L10n, { title, added, removed }: Hunk): string {
  if (title && !/ \(\d+ of \d+\)$/.test(title)) return title;
  const telling = (lines: readonly string[]) => lines.map((line) => line.trim()).find((line) => /\w/.test(line));
  const first = telling(added);
  if (first) return first.length > 80 ? `${first.slice(0, 79)}…` : first;
  return l10n.t("Remove {0}", telling(removed) ?? l10n.t("{0} lines", removed.length));
}

function hunkTooltip(hunk: Hunk, label: string): string {
  const lines = [...hunk.removed.map((line) => `-${line}`), ...hunk.added.map((line) => `+${line}`)];
  const shown = lines.length <= 24 ? lines : [...lines.slice(0, 24), ` … ${lines.length - 24} more lines`];
  return [
    `**${asText(hunk.title ?? label)}**`,
    ...(hunk.why ? [asText(hunk.why)] : []),
    fenced("diff", shown.join("\n")),
  ].join("\n\n");
}

/** `+3 −1` */
function countsOf(hunks: readonly Hunk[]): string {
  const sum = (count: (hunk: Hunk) => number) => hunks.reduce((total, hunk) => total + count(hunk), 0);
  return `+${sum(({ added }) => added.length)} −${sum(({ removed }) => removed.length)}`;
}

function byFile(hunks: readonly Hunk[]): [string, Hunk[]][] {
  const paths = [...new Set(hunks.map(({ path }) => path))];
  return paths.map((path) => [path, hunks.filter((hunk) => hunk.path === path)]);
}
