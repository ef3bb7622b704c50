import type { ModelFacts } from "../../research/model-facts";
import type { L10n } from "./tree-node";
import { dollars } from "./wording";

/** What trying a model found out, and what it cost, in a few sentences. */
export function trialText(
  l10n: L10n,
  {
    name,
    endpoint,
    facts,
    dollars: cost,
  }: {
    readonly name: string;
    readonly endpoint: string;
    readonly facts: ModelFacts;
    readonly dollars: number | undefined;
  },
): string {
  const found = [...shapeWords(l10n, facts), ...usageWords(l10n, facts), ...pictureWords(l10n, facts)];
  const context = facts.contextTokens;
  return [
    l10n.t("{0} at {1} is ready.", name, endpoint),
    ...(found.length > 0 ? [l10n.t("It {0}.", found.join(", "))] : []),
    ...(context === undefined ? [] : [l10n.t("It reads {0} tokens at once.", context.toLocaleString("en-US"))]),
    ...(context !== undefined && context < SMALL_CONTEXT
      ? [l10n.t("That is too little for a paper: give the server a larger context.")]
      : []),
    cost === undefined
      ? l10n.t("What the trial cost is not known: the model has no price.")
      : l10n.t("The trial cost {0}.", dollars(cost)),
  ].join(" ");
}

/** Tokens below which whole experiments and papers do not fit. */
const SMALL_CONTEXT = 16_000;

function shapeWords(l10n: L10n, { schema }: ModelFacts): string[] {
  if (schema === undefined) return [];
  const words = {
    strict: l10n.t("keeps to a JSON schema"),
    json: l10n.t("can be held to JSON"),
    none: l10n.t("is asked for JSON in words"),
  };
  return [words[schema]];
}

function usageWords(l10n: L10n, { usage }: ModelFacts): string[] {
  if (usage === undefined) return [];
  return [usage === "reported" ? l10n.t("reports its usage") : l10n.t("reports no usage, which is estimated then")];
}

function pictureWords(l10n: L10n, { pictures }: ModelFacts): string[] {
  if (pictures === undefined) return [];
  return [pictures ? l10n.t("sees pictures") : l10n.t("sees no pictures")];
}
