import type { LanguageModel, ModelFailureKind } from "../../engine/ports/language-model";
import type { Remedy, SetupItem } from "../../engine/setup";
import { sentenceOf } from "../../engine/step";
import { checkModel } from "../check-model";
import { idOf, type ModelChoice, reviewerIn, scientistIn } from "../open-models";
import { autonomyOf } from "../settings";
import type { SetupDesk } from "./check-setup";
import { textAndFix } from "./text-and-fix";

type ModelDesk = Pick<SetupDesk, "models" | "settings" | "sources">;
type Part = Pick<SetupItem, "id" | "name">;

const SCIENTIST: Part = { id: "model", name: "Model" };
const REFEREE: Part = { id: "reviewer", name: "Review model" };

/**
 * The chosen model and, where it is another, that of the referees. Each endpoint is asked for its list of models, which costs
 * nothing and finds a wrong key, address or name.
 */
export async function modelItems(desk: ModelDesk, signal: AbortSignal): Promise<SetupItem[]> {
  const { settings } = desk;
  const items = await modelItemsUnasked(desk);
  const choices = [scientistIn(settings), reviewerIn(settings)].filter((choice) => choice !== undefined);
  return Promise.all(
    items.map(async (item, at) =>
      item.state === "missing" ? item : ((await troubleWith(desk, choices[at]!, item, signal)) ?? item),
    ),
  );
}

/** Whether models are chosen that could be asked. */
export async function modelItemsUnasked({ models, settings }: ModelDesk): Promise<SetupItem[]> {
  try {
    const { model, reviewer } = await models();
    const other = reviewerIn(settings);
    const unattended = Object.values(autonomyOf(settings)).includes("auto");
    return [
      foundItem(SCIENTIST, model, scientistIn(settings), unattended),
      ...(other ? [foundItem(REFEREE, reviewer, other, unattended)] : []),
    ];
  } catch (error) {
    const remedy: Remedy = { how: "choose-model" };
    return [{ ...SCIENTIST, state: "missing", value: "", ...textAndFix(sentenceOf(error)), remedy }];
  }
}

function foundItem(part: Part, model: LanguageModel, { baseUrl }: ModelChoice, unattended: boolean): SetupItem {
  const id = idOf(model.name);
  const value = id ?? model.name.replace(/^vscode:/, "");
  if (model.rehearsal) return { ...part, state: "ok", value, text: REHEARSAL, fix: "" };
  const text = id === undefined ? `${value}, a model of VS Code` : `${model.name} at ${baseUrl}`;
  if (model.capabilities.interactive && unattended)
    return {
      ...part,
      ...{ state: "warning", value, text: `${text}; it may ask you in between, so it does not work unattended.` },
      fix: "Set the review settings to ask, or choose a model at an endpoint.",
    };
  if (model.price || id === undefined) return { ...part, state: "ok", value, text, fix: "" };
  return {
    ...part,
    ...{ state: "warning", value, text: `${text}; its price is not known, so its calls count as free.` },
    fix: "Set budget.prices for it.",
    remedy: { how: "set-prices" },
  };
}

const REHEARSAL = "The rehearsal model: built in, free, and stamped on all that it makes.";

/** What is wrong, in the few words that a row has room for. */
const SHORTLY: Partial<Record<ModelFailureKind, (model: string, hasKey: boolean) => string>> = {
  "bad-key": (_, hasKey) => (hasKey ? "The API key was refused." : "An API key is wanted."),
  "no-credit": () => "No credit is left.",
  "unknown-model": (model) => `There is no model “${model}”.`,
  "wrong-address": () => "The base URL is not that of a model.",
  "not-allowed": (model) => `${model} may not be used.`,
  unavailable: () => "The model's endpoint does not answer.",
};

/** What the endpoint says against it, or nothing. An endpoint without a list of models is given the benefit of the doubt. */
async function troubleWith(
  { sources }: ModelDesk,
  choice: ModelChoice,
  item: SetupItem,
  signal: AbortSignal,
): Promise<SetupItem | undefined> {
  const checked = await checkModel(choice, sources, signal);
  if (checked.type === "good" || !checked.failure) return undefined;
  const { message, kind } = checked.failure;
  const hasKey = Boolean(await sources.secrets.apiKey(choice.baseUrl));
  const chooses: Remedy = { how: item.id === "reviewer" ? "choose-reviewer" : "choose-model" };
  return {
    ...item,
    ...{ text: SHORTLY[kind]?.(item.value, hasKey) ?? `${item.value} could not be checked.`, fix: message },
    state: checked.type === "bad" ? "missing" : "warning",
    remedy: kind === "bad-key" ? { how: "set-key" } : chooses,
  };
}
