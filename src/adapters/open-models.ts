import type { LanguageModel } from "../engine/ports/language-model";
import { type ModelFacts, withFacts } from "../research/model-facts";
import { providerOf } from "../research/provider";
import { modest } from "./language-model/habits";
import type { ModelMemory } from "./language-model/model-memory";
import { openAiCompatible } from "./language-model/openai-compatible";
import { priceOf } from "./language-model/price-of";
import { rehearsalModel } from "./language-model/rehearsal";
import type { Settings } from "./settings";

/** Where secrets come from: VS Code's SecretStorage, or the environment of the terminal. */
export interface Secrets {
  apiKey(endpoint: string): Promise<string | undefined>;
}

/** What it takes to open models. */
export type ModelSources = {
  readonly secrets: Secrets;
  readonly memory: ModelMemory;
  /** VS Code's own models by name, where there is a VS Code. */
  readonly editorModel?: (name: string) => Promise<LanguageModel>;
};

/** No model was chosen, or its name is none that we know. The message says how to choose. */
export class ModelNotChosen extends Error {
  override readonly name = "ModelNotChosen";
}

/** A model by the name that the settings have for it, and the endpoint it is asked at. */
export type ModelChoice = { readonly name: string; readonly baseUrl: string };

export function scientistIn(settings: Settings): ModelChoice {
  return { name: settings["model.name"], baseUrl: settings["model.baseUrl"] };
}

/** The referee; undefined when it is the scientist. */
export function reviewerIn(settings: Settings): ModelChoice | undefined {
  const scientist = scientistIn(settings);
  const name = settings["model.reviewer"] || scientist.name;
  const baseUrl = settings["model.reviewerBaseUrl"] || scientist.baseUrl;
  const same = name === scientist.name && (baseUrl === scientist.baseUrl || idOf(name) === undefined);
  return same ? undefined : { name, baseUrl };
}

/** The name of a model as its endpoint has it; undefined for a model that is at none. */
export function idOf(name: string): string | undefined {
  return /^openai:(.+)$/.exec(name)?.[1];
}

/** The scientist and the referee. They are the same model unless the settings name another for reviews. */
export async function openModels(
  settings: Settings,
  sources: ModelSources,
): Promise<{ model: LanguageModel; reviewer: LanguageModel }> {
  const model = await openModel(scientistIn(settings), settings, sources);
  const other = reviewerIn(settings);
  return { model, reviewer: other ? await openModel(other, settings, sources) : model };
}

async function openModel(
  { name, baseUrl }: ModelChoice,
  settings: Settings,
  sources: ModelSources,
): Promise<LanguageModel> {
  if (name === "rehearsal") return rehearsalModel({ mistakes: true });
  if (name === "rehearsal:flawless") return rehearsalModel({ mistakes: false });
  if (name.startsWith("vscode:")) {
    if (!sources.editorModel) throw new ModelNotChosen(onlyInEditor(name));
    return sources.editorModel(name);
  }
  const model = idOf(name);
  if (!model) throw new ModelNotChosen(name ? unknownModel(name) : NO_MODEL);
  const known = (await sources.memory.recall(baseUrl, model))?.facts ?? {};
  const price = priceOf({ name, id: model, baseUrl }, settings["budget.prices"], known.price);
  return openAiCompatible({
    ...{ name, model, baseUrl },
    apiKey: (await sources.secrets.apiKey(baseUrl)) ?? "",
    known: { ...documented(baseUrl), ...modest(known), ...limitsIn(settings) },
    learnt: (facts) => void learn(sources.memory, baseUrl, model, facts),
    ...(price ? { price } : {}),
  });
}

/** What the provider's documentation says of all its models. */
export function documented(baseUrl: string): ModelFacts {
  const schema = providerOf(baseUrl)?.schema;
  return schema ? { schema } : {};
}

/** The limits that the researcher set; 0 leaves it to what is known of the model. */
function limitsIn(settings: Settings): ModelFacts {
  const context = settings["model.contextTokens"];
  const output = settings["model.maxOutputTokens"];
  return { ...(context ? { contextTokens: context } : {}), ...(output ? { maxOutputTokens: output } : {}) };
}

/** Remembers what a refusal taught; a memory that cannot be written says so by itself. */
async function learn(memory: ModelMemory, baseUrl: string, model: string, facts: ModelFacts): Promise<void> {
  const known = await memory.recall(baseUrl, model);
  await memory.remember(baseUrl, model, withFacts(known, facts, new Date().toISOString()));
}

const NO_MODEL =
  "No model is chosen. Choose one: --model rehearsal (built in, free, for trying things out) or --model openai:<model> with OPENAI_BASE_URL and OPENAI_API_KEY; in VS Code, “AI Scientist: Choose Model”.";

function unknownModel(name: string): string {
  return `“${name}” is no model name. Write rehearsal, or openai:<model> for a model at an OpenAI-compatible endpoint.`;
}

function onlyInEditor(name: string): string {
  return `“${name}” is one of VS Code's own models, which only VS Code can ask. Here, choose --model openai:<model> or --model rehearsal.`;
}
