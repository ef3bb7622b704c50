import { type Autonomy, capFor } from "../engine/autonomy";
import type { LanguageModel } from "../engine/ports/language-model";
import { UsageError } from "./exit-code";

type Models = { readonly model: LanguageModel; readonly reviewer: LanguageModel };

/** Where nobody is asked, a budget must hold what is spent: throws with what to do when the price of a model is not known. */
export function requireCap({ code, plots, prose, launch }: Autonomy, models: Models, dollars: number): void {
  if (capFor(models, dollars) === "holds" || ![code, plots, prose, launch].includes("auto")) return;
  const { name } = models.model.price ? models.reviewer : models.model;
  throw new UsageError(
    `Nothing is accepted by itself (--accept auto) while the price of ${name} is not known: no budget could hold it. Set it, in US dollars per million tokens, as budget.prices in .ai-scientist/settings.json: {"${name}": {"input": 1, "cachedInput": 0.1, "output": 4}}, or with 0 for a free model. Or decide yourself, with --accept ask.`,
  );
}
