import type { LanguageModel } from "../../engine/ports/language-model";
import type { Terms } from "../../engine/setup";
import type { Desk } from "./desk";

/** Who would be asked, where, and what that may cost. Throws when no model is chosen. */
export async function termsOf({ models, settings }: Pick<Desk, "models" | "settings">): Promise<Terms> {
  const { model, reviewer } = await models();
  const all = [model, reviewer];
  return {
    models: [...new Set(all.map(({ name }) => name.replace(/^(openai|vscode):/, "")))],
    host: model.name.startsWith("openai:") ? hostOf(settings["model.baseUrl"]) : "",
    place: "this machine",
    dollars: settings["budget.dollars"],
    price: all.every(isFree) ? "free" : all.every(({ price, rehearsal }) => price || rehearsal) ? "known" : "unknown",
  };
}

function isFree({ rehearsal, price }: LanguageModel): boolean {
  return rehearsal || (price !== undefined && price.input + price.cachedInput + price.output === 0);
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}
