import type { BegunShown, BoardState } from "./board-state";
import { aboutWords } from "./cost-words";
import { outlookOf } from "./outlook";
import { placeName } from "./place-words";
import { runTitle } from "./run-title";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText, duration } from "./wording";

/** The run that waits to be launched, with what a careful person wants to know before. */
export function launchNodes(l10n: L10n, state: BoardState, idea: BegunShown): TreeNode[] {
  const { slug, launch } = idea;
  if (!launch) return [];
  const fact = (key: string, label: string, description: string, icon: string): TreeNode => ({
    id: `launch:${slug}:${key}`,
    label,
    description,
    tooltip: asText(description),
    icon,
    subject: { slug },
  });
  const facts = [
    fact("place", l10n.t("On"), placeName(l10n, launch.place), "server"),
    fact("command", l10n.t("Command"), launch.command.replace("{python}", "python"), "terminal"),
    fact("commit", l10n.t("Commit"), launch.commit.slice(0, 8), "git-commit"),
    ...(launch.gpus ? [fact("gpus", l10n.t("GPUs"), String(launch.gpus), "circuit-board")] : []),
    fact("limit", l10n.t("Limit"), durationWords(l10n, idea, launch.limitSeconds), "watch"),
    ...(launch.cautions ?? []).map((words, at) => ({
      ...fact(`caution:${at}`, l10n.t("Without a sandbox"), words, "warning"),
      color: COLORS.warning,
    })),
    ...costOfNext(l10n, state, idea).map((words) => fact("cost", l10n.t("Then"), words, "credit-card")),
  ];
  return [
    {
      id: `launch:${slug}`,
      label: l10n.t("Launch “{0}”", runTitle(l10n, launch.name)),
      icon: "rocket",
      color: "textLink.foreground",
      context: "launch",
      command: "launchRun",
      open: true,
      children: facts,
      subject: { slug },
    },
  ];
}

/** The limit, and how long the baseline took where it is known. */
function durationWords(l10n: L10n, { record }: BegunShown, limitSeconds: number): string {
  const baseline = record.view.runs.find(({ number }) => number === 0)?.seconds;
  const limit = duration(limitSeconds);
  return baseline === undefined ? limit : l10n.t("{0}; the baseline took {1}", limit, duration(baseline));
}

/** Running costs nothing; what the model costs after it, for the experiments and for all that follows. */
function costOfNext(l10n: L10n, state: BoardState, idea: BegunShown): string[] {
  const { rest } = outlookOf(state, idea);
  const experiments = rest?.stages.find(({ stage }) => stage === "experiments")?.estimate;
  if (!rest || !experiments) return [];
  const [own, all] = [aboutWords(l10n, experiments), aboutWords(l10n, rest.total)];
  return [l10n.t("{0} for the experiments, {1} to the paper", own, all)];
}
