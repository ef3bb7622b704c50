import { overallOf } from "../../research/review";
import { type AskedOnce, grouped, type TimelineEntry } from "../../research/timeline";
import type { BegunShown, BoardState } from "./board-state";
import { type Icon, OUTCOME_ICONS } from "./outcome-icons";
import { detail, groupName, headline, shortHash, type Telling, whoWords } from "./timeline-words";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText, dollars, moment } from "./wording";

/** More entries than this are told group by group. */
const FLAT = 12;

/** What happened to an idea, newest first. It is read when the row is opened first. */
export function timelineNode(l10n: L10n, state: BoardState, shown: BegunShown): TreeNode {
  const { slug, timeline } = shown;
  const base = { id: `timeline:${slug}`, label: l10n.t("Timeline"), icon: "history", open: false, subject: { slug } };
  if (!timeline) return { ...base, context: "timeline.unread", children: [readingNode(l10n, slug)] };
  const telling = tellingOf(l10n, state, shown, timeline);
  const rows = (entries: readonly TimelineEntry[]) =>
    entries.map((entry) => entryNode(telling, state.now, shown, entry, timeline.indexOf(entry))).reverse();
  const groups = grouped(timeline).map(([group, entries]) => groupNode(telling, shown, group, entries, rows(entries)));
  const last = timeline.at(-1);
  return {
    ...base,
    ...(last ? { description: l10n.t("last at {0}", moment(last.at, state.now)) } : {}),
    context: "timeline",
    children: timeline.length <= FLAT ? rows(timeline) : groups.reverse(),
  };
}

/** What entries of this idea are told with. */
export function tellingOf(
  l10n: L10n,
  { template }: BoardState,
  { record, reviews }: BegunShown,
  entries: readonly TimelineEntry[],
): Telling {
  const scores = reviews.map((review) => Math.round(10 * overallOf(review)) / 10);
  const titles = entries.flatMap(({ group, fact }) => (fact.type === "change" ? [[group, fact.title]] : []));
  return { l10n, runs: record.view.runs, titles: Object.fromEntries(titles), manifest: template.manifest, scores };
}

function readingNode(l10n: L10n, slug: string): TreeNode {
  return { id: `timeline:${slug}:reading`, label: l10n.t("Reading …"), icon: "ellipsis", subject: { slug } };
}

function groupNode(
  telling: Telling,
  { slug }: BegunShown,
  group: string,
  entries: readonly TimelineEntry[],
  children: readonly TreeNode[],
): TreeNode {
  const { l10n } = telling;
  const asked = entries.reduce((total, entry) => total + (entry.asked?.calls.length ?? 0), 0);
  const cost = entries.reduce((total, entry) => total + (entry.asked?.dollars ?? 0), 0);
  const words = asked === 0 ? "" : asked === 1 ? l10n.t("1 question") : l10n.t("{0} questions", asked);
  return {
    id: `timeline:${slug}:${group}`,
    label: groupName(telling, group),
    description: [words, cost > 0 ? dollars(cost) : ""].filter(Boolean).join(" · "),
    icon: "folder",
    open: false,
    children,
    subject: { slug },
  };
}

function entryNode(telling: Telling, now: number, shown: BegunShown, entry: TimelineEntry, index: number): TreeNode {
  const { l10n } = telling;
  const { slug } = shown;
  const id = `timeline:${slug}:${index}`;
  const label = headline(telling, entry);
  const what = detail(telling, entry);
  const who = whoWords(l10n, entry.by);
  const time = moment(entry.at, now);
  const commit = commitOf(entry);
  const questions = (entry.asked?.calls ?? []).map((call, at) => questionNode(l10n, slug, `${id}:${at}`, call));
  return {
    id,
    label,
    description: [entry.by === "program" ? "" : who, what, time].filter(Boolean).join(" · "),
    tooltip: tooltipOf(telling, entry, [time, who, what].filter(Boolean).join(" · ")),
    ...iconOf(entry),
    ...(commit ? { context: "timeline.commit" } : {}),
    ...(isOpened(entry) ? { command: "openEntry" } : {}),
    ...(questions.length > 0 ? { open: false, children: questions } : {}),
    spoken: l10n.t("{0}, {1}, by {2}, {3}", label, what, who, time),
    subject: { slug, ...(commit ? { commit } : {}), ...fileOf(shown, entry) },
  };
}

/** A question as it was put and what came back, to be read. */
function questionNode(l10n: L10n, slug: string, id: string, call: AskedOnce): TreeNode {
  const outcomes = {
    answered: "",
    "cut-off": l10n.t("cut off"),
    refused: l10n.t("refused"),
    failed: l10n.t("no answer"),
  };
  const cost = call.dollars > 0 ? dollars(call.dollars) : "";
  return {
    id,
    label: call.step,
    description: [outcomes[call.outcome], l10n.t("{0} tokens", call.tokens), cost, call.model]
      .filter(Boolean)
      .join(" · "),
    tooltip: l10n.t("Open what was asked and answered."),
    icon: call.outcome === "answered" ? "comment-discussion" : "comment-unresolved",
    command: "openEntry",
    subject: { slug, transcript: call.transcript },
  };
}

/** The commit whose code a row is about: what was approved, what ran, what was kept. */
function commitOf({ fact }: TimelineEntry): string | undefined {
  if (fact.type === "ran") return fact.run?.commit || undefined;
  return "commit" in fact ? fact.commit?.commit : undefined;
}

/** Rows that lead somewhere: to a diff, to numbers, to pictures, to a paper or its review. */
function isOpened(entry: TimelineEntry): boolean {
  const { type } = entry.fact;
  return commitOf(entry) !== undefined || ["ran", "drew", "typeset", "reviewed"].includes(type);
}

function fileOf({ worktree, folder, pdf }: BegunShown, { fact }: TimelineEntry): { readonly file?: string } {
  switch (fact.type) {
    case "ran":
      return fact.run?.outcome.type === "measured"
        ? { file: `${worktree}/run_${fact.run.number}/final_info.json` }
        : {};
    case "drew":
      return fact.files[0] ? { file: `${worktree}/${fact.files[0]}` } : {};
    case "typeset":
      return pdf ? { file: pdf } : {};
    case "reviewed":
      return { file: `${folder}/${fact.round === 1 ? "review.json" : `review-${fact.round}.json`}` };
    default:
      return {};
  }
}

function tooltipOf({ l10n }: Telling, { fact }: TimelineEntry, summary: string): string {
  const parts = [asText(summary)];
  if (fact.type === "noted") parts.unshift(asText(fact.text));
  if (fact.type === "change") {
    parts.push(...fact.requests.map((text) => l10n.t("You asked: {0}", asText(text))));
    if (fact.decision?.remarks) parts.push(asText(fact.decision.remarks));
    if (fact.commit) parts.push(l10n.t("Commit {0}: {1}", shortHash(fact.commit.commit), asText(pathsOf(fact.commit))));
  }
  if (fact.type === "committed")
    parts.push(l10n.t("Commit {0}: {1}", shortHash(fact.commit.commit), asText(pathsOf(fact.commit))));
  if (fact.type === "ran" && fact.run?.lesson) parts.push(l10n.t("Learnt: {0}", asText(fact.run.lesson)));
  return parts.join("\n\n");
}

function pathsOf({ files }: { readonly files: readonly { readonly path: string }[] }): string {
  return files.map(({ path }) => path).join(", ");
}

function iconOf({ fact }: TimelineEntry): Icon {
  switch (fact.type) {
    case "change":
      if (!fact.decision) return { icon: "diff", color: COLORS.waiting };
      return fact.decision.approved ? { icon: "git-commit", color: COLORS.good } : { icon: "circle-slash" };
    case "ran":
      return fact.run ? OUTCOME_ICONS[fact.run.outcome.type] : { icon: "error", color: COLORS.bad };
    case "noted":
      return { icon: fact.level };
    case "ended":
      return fact.how === "done" ? { icon: "pass-filled", color: COLORS.good } : { icon: "debug-pause" };
    case "typeset":
      return fact.pdf ? { icon: "file-pdf" } : { icon: "error", color: COLORS.bad };
    default:
      return { icon: ICONS[fact.type] };
  }
}

const ICONS = {
  began: "lightbulb",
  asked: "comment-discussion",
  launched: "rocket",
  drew: "graph-line",
  reviewed: "comment-discussion",
  committed: "git-commit",
  reopened: "debug-restart",
} as const;
