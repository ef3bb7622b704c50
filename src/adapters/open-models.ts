import type { LanguageModel } from "../engine/ports/language-model";
import { openAiCompatible } from "./language-model/openai-compatible";
import { priceOf } from "./language-model/price-of";
import { rehearsalModel } from "./language-model/rehearsal";
import type { Settings } from "./settings";

/** Where secrets come from: VS Code's SecretStorage, or the environment of the terminal. */
export interface Secrets {
  apiKey(endpoint: string): Promise<string | undefined>;
}

/** No model was chosen, or its name is none that we know. The message says how to choose. */
export class ModelNotChosen extends Error {
  override readonly name = "ModelNotChosen";
}

/** The scientist and the referee. They are the same model unless the settings name another for reviews. */
export async function openModels(
  settings: Settings,
  secrets: Secrets,
): Promise<{ model: LanguageModel; reviewer: LanguageModel }> {
  const model = await openModel(settings["model.name"], settings, secrets);
  const other = settings["model.reviewer"];
  return {
    model,
    reviewer: other && other !== settings["model.name"] ? await openModel(other, settings, secrets) : model,
  };
}

async function openModel(name: string, settings: Settings, secrets: Secrets): Promise<LanguageModel> {
  if (name === "rehearsal") return rehearsalModel({ mistakes: true });
  if (name === "rehearsal:flawless") return rehearsalModel({ mistakes: false });
  const id = /^openai:(.+)$/.exec(name)?.[1];
  if (!id) throw new ModelNotChosen(name ? unknownModel(name) : NO_MODEL);
  const baseUrl = settings["model.baseUrl"];
  const price = priceOf({ name, id, baseUrl }, settings["budget.prices"]);
  return openAiCompatible({
    name,
    model: id,
    baseUrl,
    apiKey: (await secrets.apiKey(baseUrl)) ?? "",
    capabilities: {
      contextTokens: settings["model.contextTokens"],
      maxOutputTokens: settings["model.maxOutputTokens"],
    },
    ...(price ? { price } : {}),
  });
}

const NO_MODEL =
  "No model is chosen. Choose one: --model rehearsal (built in, free, for trying things out) or --model openai:<model> with OPENAI_BASE_URL and OPENAI_API_KEY; in VS Code, “AI Scientist: Choose Model”.";

function unknownModel(name: string): string {
  return `“${name}” is no model name. Write rehearsal, or openai:<model> for a model at an OpenAI-compatible endpoint.`;
}
