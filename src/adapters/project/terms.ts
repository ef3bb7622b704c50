import type { LanguageModel } from "../../engine/ports/language-model";
import type { Terms } from "../../engine/setup";
import { hostOf } from "../../research/provider";
import { placeIn } from "../compute/remote/place";
import { idOf, type ModelChoice, reviewerIn, scientistIn } from "../open-models";
import { wordsOf } from "../setup/place-items";
import type { Desk } from "./desk";

/** Who would be asked, where, and what that may cost. Throws when no model is chosen. */
export async function termsOf({ models, settings }: Pick<Desk, "models" | "settings">): Promise<Terms> {
  const { model, reviewer } = await models();
  const all = [model, reviewer];
  return {
    models: [...new Set(all.map(({ name }) => name.replace(/^(openai|vscode):/, "")))],
    host: hostsOf([scientistIn(settings), reviewerIn(settings)]),
    place: wordsOf(placeIn(settings["compute.place"])),
    dollars: settings["budget.dollars"],
    price: all.every(isFree) ? "free" : all.every(({ price, rehearsal }) => price || rehearsal) ? "known" : "unknown",
  };
}

function isFree({ rehearsal, price }: LanguageModel): boolean {
  return rehearsal || (price !== undefined && price.input + price.cachedInput + price.output === 0);
}

/** Models that are at no endpoint have no host. */
function hostsOf(choices: readonly (ModelChoice | undefined)[]): string {
  const hosts = choices.flatMap((choice) => (choice && idOf(choice.name) ? [hostOf(choice.baseUrl)] : []));
  return [...new Set(hosts)].join(", ");
}
