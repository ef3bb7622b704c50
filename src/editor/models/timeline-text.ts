import { grouped, type TimelineEntry, totalsOf } from "../../research/timeline";
import type { BegunShown, BoardState } from "./board-state";
import { stageName } from "./idea-state";
import { tellingOf } from "./timeline-tree";
import { detail, groupName, headline, shortHash, whoWords } from "./timeline-words";
import type { L10n } from "./tree-node";
import { asText, dollars, duration, moment } from "./wording";

/** An idea's timeline as Markdown for reading: what it took, by stage and by hand, then what happened, oldest first. */
export function timelineText(
  l10n: L10n,
  state: BoardState,
  shown: BegunShown,
  entries: readonly TimelineEntry[],
): string {
  const { idea, record } = shown;
  const telling = tellingOf(l10n, state, shown, entries);
  const sections = grouped(entries).map(([group, some]) => {
    const rows = some.map((entry) => [
      moment(entry.at, state.now),
      whoWords(l10n, entry.by),
      [headline(telling, entry), commitOf(entry)].filter(Boolean).join(" "),
      detail(telling, entry),
    ]);
    return `## ${asText(groupName(telling, group))}\n\n${table([l10n.t("When"), l10n.t("Who"), l10n.t("What"), l10n.t("Outcome")], rows)}`;
  });
  return [
    `# ${asText(idea.Title)}`,
    ...(record.view.rehearsal ? [`**${l10n.t("Made by the rehearsal model.")}**`] : []),
    stageTable(l10n, shown),
    handTable(l10n, entries),
    ...sections,
  ].join("\n\n");
}

function stageTable(l10n: L10n, { record }: BegunShown): string {
  const { costs, dollars: total } = record.view;
  const rows = Object.entries(costs).map(([stage, { calls, usage, dollars: spent }]) => [
    stageName(l10n, stage),
    String(calls),
    String(usage.input + usage.output),
    dollars(spent),
  ]);
  const head = [l10n.t("Stage"), l10n.t("Questions"), l10n.t("Tokens"), l10n.t("Cost")];
  return table(head, [...rows, [l10n.t("Total"), "", "", dollars(total)]]);
}

/** What each hand did. */
function handTable(l10n: L10n, entries: readonly TimelineEntry[]): string {
  const { calls, tokens, dollars: cost, runs, seconds, decided, byHand } = totalsOf(entries);
  const rows: [string, string][] = [
    [whoWords(l10n, "researcher"), l10n.t("changes decided: {0}, commits by hand: {1}", decided.researcher, byHand)],
    [whoWords(l10n, "policy"), l10n.t("changes decided: {0}", decided.policy)],
    [whoWords(l10n, "model"), l10n.t("questions: {0}, tokens: {1}, cost: {2}", calls, tokens, dollars(cost))],
    [whoWords(l10n, "program"), l10n.t("runs: {0}, time: {1}", runs, duration(seconds))],
  ];
  return table([l10n.t("Who"), l10n.t("What")], rows);
}

function commitOf({ fact }: TimelineEntry): string {
  return "commit" in fact && fact.commit ? `(${shortHash(fact.commit.commit)})` : "";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const safe = rows.map((row) => line(row.map((cell) => asText(cell).replaceAll("  \n", " "))));
  return [line(head), line(head.map(() => "---")), ...safe].join("\n");
}
