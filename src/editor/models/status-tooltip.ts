import { capWords, dollarRange } from "../../research/money";
import { Stage } from "../../research/run-event";
import { type BegunShown, type BoardState, shownIdea } from "./board-state";
import { nextWords } from "./cost-rows";
import { aboutWords, usageWords } from "./cost-words";
import { type Action, stageName, stateOf, stateWords } from "./idea-state";
import { type Outlook, outlookOf } from "./outlook";
import type { L10n } from "./tree-node";
import { asText, dollars } from "./wording";

/** What the status item tells when it is pointed at, as Markdown: where the idea stands, what it has cost and will cost, what a click does. */
export function statusTooltip(l10n: L10n, state: BoardState, action: Action | undefined): string {
  const idea = shownIdea(state);
  const outlook = outlookOf(state, idea);
  return [
    ...(idea ? headOf(l10n, idea) : ["**AI Scientist**"]),
    ...(idea ? tableOf(l10n, idea, outlook) : []),
    ...moneyLines(l10n, state, idea, outlook),
    ...(action ? [`_${l10n.t("Click: {0}", action.verb)}_`] : []),
  ].join("\n\n");
}

function headOf(l10n: L10n, idea: BegunShown): string[] {
  const { view } = idea.record;
  const stamp = view.rehearsal ? ` · ${l10n.t("rehearsal model")}` : "";
  const { reason, budget } = view.ending ?? {};
  const why = budget ? `${nextWords(l10n, budget)}.` : asText(reason ?? "");
  return [`**${asText(idea.idea.Title)}**`, `${stateWords(l10n, idea)}${stamp}`, ...(why && !idea.here ? [why] : [])];
}

/** A row for each stage that has cost or will cost something. */
function tableOf(l10n: L10n, { record }: BegunShown, { rest }: Outlook): string[] {
  const { costs, estimates, stagesEntered } = record.view;
  const rows = Stage.options.flatMap((stage) => {
    const cost = costs[stage];
    const expected = stagesEntered.includes(stage)
      ? estimates[stage]
      : rest?.stages.find((one) => one.stage === stage)?.estimate;
    if (!cost && !(expected && expected.calls.high > 0)) return [];
    const cells = [
      stageName(l10n, stage),
      cost ? String(cost.calls) : "",
      cost ? usageWords(l10n, cost.usage) : "",
      cost ? dollars(cost.dollars) : "",
      expected ? aboutWords(l10n, expected) : "",
    ];
    return [`| ${cells.join(" | ")} |`];
  });
  if (rows.length === 0) return [];
  const titles = [l10n.t("Stage"), l10n.t("Calls"), l10n.t("Tokens"), l10n.t("Spent"), l10n.t("Expected")];
  return [[`| ${titles.join(" | ")} |`, "|---|--:|--:|--:|--:|", ...rows].join("\n")];
}

function moneyLines(l10n: L10n, state: BoardState, idea: BegunShown | undefined, outlook: Outlook): string[] {
  const { settings, costs } = state;
  const { isFree, isUnpriced, spent } = outlook;
  if (isFree && costs.spent === 0) return [l10n.t("The model is free.")];
  const own = idea ? [l10n.t("**{0}** of {1} spent", dollars(spent), capWords(settings.dollars))] : [];
  const project =
    settings.total === undefined
      ? costs.spent > spent
        ? [l10n.t("{0} in the whole project", dollars(costs.spent))]
        : []
      : [l10n.t("{0} of {1} in the whole project", dollars(costs.spent), capWords(settings.total))];
  const unpriced = isUnpriced
    ? [`$(question) ${l10n.t("The price of a model is not known: its calls count as $0.")}`]
    : [];
  return [[...own, ...project].join(" · "), ...expectedLines(l10n, idea, outlook), ...unpriced].filter(Boolean);
}

/** What more is expected, and whether the cap will do. */
function expectedLines(l10n: L10n, idea: BegunShown | undefined, { rest, left, sufficiency }: Outlook): string[] {
  const expected = rest?.total.dollars;
  if (!expected || expected.high === 0 || (idea && stateOf(idea) === "done")) return [];
  const about = idea
    ? l10n.t("About {0} more to the reviewed paper", dollarRange(expected))
    : l10n.t("About {0} from an idea to the reviewed paper", dollarRange(expected));
  const room = dollars(Math.max(0, left));
  const verdicts = {
    enough: l10n.t("the cap will do"),
    perhaps: l10n.t("the cap may not do: {0} left", room),
    "not enough": l10n.t("the cap will not do: {0} left", room),
    unknown: "",
  };
  const icon = { enough: "", perhaps: "$(info) ", "not enough": "$(warning) ", unknown: "" }[sufficiency];
  return [`${icon}${[about, verdicts[sufficiency]].filter(Boolean).join("; ")}`];
}
