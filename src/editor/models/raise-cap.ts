import type { BudgetStand } from "../../research/budget";
import { capWords, dollarRange } from "../../research/money";
import type { BegunShown, BoardState } from "./board-state";
import { ideaLabel } from "./idea-rows";
import { outlookOf, standsNow } from "./outlook";
import type { L10n } from "./tree-node";
import { dollars } from "./wording";

/** Each warning that most of a cap is spent, with a key that tells it from the others. */
export function capWarnings(l10n: L10n, { slug, idea, record }: BegunShown) {
  return record.view.notes.flatMap(({ budget }) => {
    if (!budget) return [];
    const { scope, spent, cap } = budget;
    const text =
      scope === "project"
        ? l10n.t("The project has spent {0} of its budget of {1}.", dollars(spent), capWords(cap))
        : scope === "campaign"
          ? l10n.t("The campaign has spent {0} of its budget of {1}.", dollars(spent), capWords(cap))
          : l10n.t("“{0}” has spent {1} of its budget of {2}.", ideaLabel(idea), dollars(spent), capWords(cap));
    return [{ slug, key: `${scope === "project" ? "" : slug} ${scope} ${cap}`, text }];
  });
}

/** The cap that is to be raised: the one that an idea waits at, as it stands now; else the one with the least room. */
export function capToRaise(state: BoardState, idea: BegunShown | undefined): BudgetStand {
  const reached = idea?.record.view.ending?.budget;
  const stands = standsNow(state, idea?.record.view.dollars ?? 0);
  const [tightest] = [...stands].sort((one, other) => one.cap - one.spent - (other.cap - other.spent));
  const same = stands.find(({ scope }) => scope === reached?.scope);
  const next = reached?.next === undefined ? {} : { next: reached.next };
  return same ? { ...same, ...next } : tightest!;
}

/** Enough for all that is expected, rounded up; twice the cap where nothing is known. */
export function capProposal(state: BoardState, idea: BegunShown | undefined, stand: BudgetStand): string {
  const { rest } = outlookOf(state, idea);
  const expected = rest?.total.dollars ? rest.total.dollars.high + rest.reserve : stand.cap;
  const needed = stand.spent + Math.max(expected, stand.next ?? 0);
  const proposal = Math.max(needed, stand.cap);
  const step = proposal < 1 ? 0.05 : proposal < 10 ? 0.5 : 1;
  return String(Number((Math.ceil(proposal / step) * step).toFixed(2)));
}

export function capPrompt(l10n: L10n, state: BoardState, idea: BegunShown | undefined, stand: BudgetStand): string {
  const expected = outlookOf(state, idea).rest?.total.dollars;
  const spent = l10n.t("{0} are spent.", dollars(stand.spent));
  if (!expected || expected.high === 0) return spent;
  return `${spent} ${l10n.t("About {0} more is expected to the reviewed paper.", dollarRange(expected))}`;
}

/** A sentence about what a whole idea costs; empty where nobody knows, and where it costs nothing. */
export function wholeIdeaWords(l10n: L10n, state: BoardState): string {
  const expected = outlookOf(state, undefined).rest?.total.dollars;
  if (!expected || expected.high === 0) return "";
  return l10n.t("About {0} is expected to the reviewed paper.", dollarRange(expected));
}

/** Why an amount cannot be the cap; undefined when it can. */
export function capObjection(l10n: L10n, { spent, next }: BudgetStand, text: string): string | undefined {
  const amount = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(amount) || amount < 0) return l10n.t("Give an amount of US dollars.");
  const least = Math.ceil((spent + (next ?? 0)) * 100) / 100;
  if (next !== undefined && amount < least)
    return l10n.t("Give at least {0}: the next call may cost {1}.", dollars(least), dollars(next));
  return amount > spent || spent === 0 ? undefined : l10n.t("Give a number above what is spent already.");
}
