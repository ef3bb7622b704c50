import type { Hunk } from "../../research/change";
import type { Problem } from "../../research/problem";
import { type BegunShown, type BoardState, shownIdea } from "./board-state";
import { asItStands, inOrder } from "./hunks-in-file";
import { stateOf } from "./idea-state";
import { OWN_SOURCE, problemsOfHunk } from "./proposal-problems";
import { reasonNode } from "./reason-node";
import { type ReviewThread, reviewThreads } from "./review-threads";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText, fenced } from "./wording";

/**
 * The files of the proposal, each with its hunks in the order of the text. A box is checked when its hunk is accepted, or all
 * hunks of its file; a row stays where it is when it is decided.
 */
export function reviewTree(l10n: L10n, state: BoardState): TreeNode[] {
  const idea = shownIdea(state);
  if (!idea) return [];
  const accepted = asItStands(idea.accepted, idea.undecided);
  const threads = reviewThreads(l10n, idea, state.settings);
  const paths = [...new Set([...idea.undecided, ...accepted].map(({ path }) => path))].sort();
  return [
    ...decidedNodes(l10n, idea),
    ...paths.map((path) => {
      const inFile = (hunks: readonly Hunk[]) => hunks.filter((hunk) => hunk.path === path);
      return fileNode(l10n, { ...idea, threads }, path, inFile(idea.undecided), inFile(accepted));
    }),
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

type Reviewed = BegunShown & { readonly threads: readonly ReviewThread[] };

function fileNode(
  l10n: L10n,
  idea: Reviewed,
  path: string,
  undecided: readonly Hunk[],
  accepted: readonly Hunk[],
): TreeNode {
  const all = [...undecided, ...accepted];
  const done = undecided.length === 0;
  const subject = { slug: idea.slug, path, hunks: (done ? accepted : undecided).map(({ id }) => id) };
  return {
    id: `review:${idea.slug}:${path}`,
    label: path,
    description: fileWords(l10n, undecided, accepted),
    tooltip: l10n.t("{0}, undecided: {1}", asText(path), undecided.length),
    icon: "file-code",
    context: done ? "review.file.accepted" : "review.file",
    open: true,
    checked: done,
    command: "openHunk",
    children: inOrder(all).map((hunk) => hunkNode(l10n, idea, hunk, accepted.includes(hunk))),
    spoken: done
      ? l10n.t("{0}, all accepted. Uncheck to decide again.", path)
      : l10n.t("{0}, undecided: {1}. Check to accept all.", path, undecided.length),
    subject: { ...subject, line: Math.max(1, inOrder(done ? accepted : undecided)[0]?.newStart ?? 1) },
  };
}

function fileWords(l10n: L10n, undecided: readonly Hunk[], accepted: readonly Hunk[]): string {
  const all = [...undecided, ...accepted];
  if (accepted.length === 0) return countsOf(all);
  if (undecided.length === 0) return l10n.t("{0} · accepted", countsOf(all));
  return l10n.t("{0} · {1} of {2} accepted", countsOf(all), accepted.length, all.length);
}

function hunkNode(l10n: L10n, idea: Reviewed, hunk: Hunk, accepted: boolean): TreeNode {
  const { slug, undecided, problems } = idea;
  const [talk, all] = [idea.threads.find((one) => one.hunk === hunk.id), problemsOfHunk(hunk, problems, undecided)];
  const [thread, found] = accepted ? [undefined, []] : [talk, all];
  const label = hunkLabel(l10n, hunk);
  const line = Math.max(1, hunk.newStart);
  const twice = accepted && undecided.some(({ id }) => id === hunk.id);
  // The workbench keeps a row as it was, closed: one of which something is said since is another row, and opens.
  const said = all.length > 0 || talk !== undefined ? ":said" : "";
  const id = `review:${slug}:hunk:${hunk.id}${twice ? ":accepted" : ""}${said}`;
  return {
    id,
    label,
    description: l10n.t("{0} · line {1}", countsOf([hunk]), line),
    tooltip: hunkTooltip(l10n, hunk, label),
    ...(accepted ? {} : problemIcon(found[0])),
    context: accepted ? "review.accepted" : "review.hunk",
    checked: accepted,
    command: "openHunk",
    open: found.length > 0 || thread !== undefined,
    children: [
      ...found.map((problem, index) => problemNode(l10n, slug, `${id}:problem:${index}`, problem)),
      ...(hunk.why ? [reasonNode(l10n, id, hunk.why)] : []),
      ...(thread ? remarkNodes(id, thread) : []),
    ],
    spoken: accepted
      ? l10n.t("Accepted: {0}, {1}. Uncheck to decide again.", label, hunk.path)
      : undecidedWords(l10n, label, hunk, found.length),
    subject: { slug, path: hunk.path, hunks: [hunk.id], line },
  };
}

function undecidedWords(l10n: L10n, label: string, { newLines, oldLines }: Hunk, problems: number): string {
  return problems === 0
    ? l10n.t("Undecided: {0}, lines added {1}, removed {2}. Check to accept.", label, newLines, oldLines)
    : l10n.t(
        "Undecided: {0}, lines added {1}, removed {2}, problems {3}. Check to accept.",
        label,
        newLines,
        oldLines,
        problems,
      );
}

/** What is to be looked at before the hunk is accepted: by our own rules, or as another extension says it. */
function problemNode(l10n: L10n, slug: string, id: string, problem: Problem): TreeNode {
  const { message, source, file, line, rule } = problem;
  const said = source === "" || source === OWN_SOURCE ? message : `${source}: ${message}`;
  return {
    id,
    label: said.split("\n", 1)[0] ?? said,
    description: l10n.t("line {0}", line),
    tooltip: [asText(said), asText(rule)].filter(Boolean).join("\n\n"),
    ...problemIcon(problem),
    command: "openHunk",
    spoken: problem.severity === "error" ? l10n.t("Error: {0}", said) : l10n.t("Warning: {0}", said),
    subject: { slug, path: file, line },
  };
}

function problemIcon(problem: Problem | undefined): { readonly icon: string; readonly color: string } | undefined {
  if (!problem) return undefined;
  return problem.severity === "error"
    ? { icon: "error", color: COLORS.bad }
    : { icon: problem.severity === "warning" ? "warning" : "info", color: COLORS.warning };
}

/** What was asked about the hunk and answered; in the editor it is a thread at the hunk. */
function remarkNodes(hunk: string, { remarks, label, state }: ReviewThread): TreeNode[] {
  const said = remarks.map(({ author, plain, text }, index) => ({
    id: `${hunk}:remark:${index}`,
    label: author,
    description: plain,
    tooltip: text,
    icon: "comment-discussion",
    subject: {},
  }));
  return state === "asked" ? [...said, { id: `${hunk}:asked`, label, icon: "loading~spin", subject: {} }] : said;
}

/** The row of a hunk, for bringing it into view. */
export function rowOfHunk(rows: readonly TreeNode[], id: string | undefined): TreeNode | undefined {
  return rows.flatMap(({ children }) => children ?? []).find(({ subject }) => subject.hunks?.[0] === id);
}

/** The model's title, else the first line that says something: also for the parts of a change that has one name for all. */
export function hunkLabel(l10n: L10n, { title, added, removed }: Hunk): string {
  if (title && !/ \(\d+ of \d+\)$/.test(title)) return title;
  const telling = (lines: readonly string[]) => lines.map((line) => line.trim()).find((line) => /\w/.test(line));
  const first = telling(added);
  if (first) return first.length > 80 ? `${first.slice(0, 79)}…` : first;
  return l10n.t("Remove {0}", telling(removed) ?? l10n.t("{0} lines", removed.length));
}

function hunkTooltip(l10n: L10n, hunk: Hunk, label: string): string {
  const lines = [...hunk.removed.map((line) => `-${line}`), ...hunk.added.map((line) => `+${line}`)];
  const shown = lines.length <= 24 ? lines : [...lines.slice(0, 24), l10n.t(" … {0} more lines", lines.length - 24)];
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
