import type { IdeaInCampaign } from "../../../research/campaign";
import { compareModels, type ModelComparison, type ModelDifference } from "../../../research/compare-models";
import { dollars } from "../../../research/money";
import type { ModelPair } from "../../../webview/contract/campaign";
import type { L10n } from "../tree-node";

/** Models beside each other on the ideas of this project. */
export function modelPairs(l10n: L10n, ideas: readonly IdeaInCampaign[]): ModelPair[] {
  const several = new Set(ideas.map(({ scale }) => scale).filter(Boolean)).size > 1;
  return compareModels(ideas).map((compared) => ({
    title: l10n.t("{0} and {1}", compared.one, compared.other),
    sentences: [
      sentence(
        l10n,
        several ? l10n.t("Score, {0}", compared.scale || "–") : l10n.t("Score"),
        compared,
        compared.score,
        (value) => value.toFixed(2),
      ),
      sentence(l10n, l10n.t("Cost"), compared, compared.cost, amount),
    ],
    table: {
      head: [
        l10n.t("Idea"),
        ...[compared.one, compared.other].flatMap((model) => [l10n.t("Score, {0}", model), l10n.t("Cost, {0}", model)]),
      ],
      words: 1,
      rows: compared.ideas.map(({ title, one, other }) => [title, ...cells(one, several), ...cells(other, several)]),
      remarks: [],
    },
  }));
}

/** Where there are several review forms, each score says by which one it is. */
function cells(idea: IdeaInCampaign | undefined, several: boolean): string[] {
  if (!idea) return ["–", "–"];
  const score = idea.scores.at(-1)?.toFixed(1);
  return [
    score === undefined ? "–" : several ? `${score}, ${idea.scale}` : score,
    idea.unpriced ? `≥ ${dollars(idea.cost)}` : dollars(idea.cost),
  ];
}

/** `Score: B − A = +0.50 (95 %: −0.20 to 1.20), paired over the ideas of both.` */
function sentence(
  l10n: L10n,
  what: string,
  { one, other }: ModelComparison,
  difference: ModelDifference | undefined,
  text: (value: number) => string,
): string {
  if (!difference) return l10n.t("{0}: not known of both yet.", what);
  const signed = (value: number) => `${value < 0 ? "−" : "+"}${text(Math.abs(value))}`;
  const far = `${other} − ${one} = ${signed(difference.difference)}`;
  if (!difference.interval) return l10n.t("{0}: {1}; too few ideas for an interval.", what, far);
  const [low, high] = difference.interval.map(signed) as [string, string];
  return difference.method === "paired"
    ? l10n.t("{0}: {1} (95 %: {2} to {3}), paired over the ideas that both tried.", what, far, low, high)
    : l10n.t("{0}: {1} (95 %: {2} to {3}), over all ideas of each.", what, far, low, high);
}

function amount(value: number): string {
  return dollars(value);
}
