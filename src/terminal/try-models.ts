import { exploreModel, offers } from "../adapters/explore-model";
import type { Trial } from "../adapters/language-model/try-model";
import { idOf, type ModelChoice, type ModelSources, reviewerIn, scientistIn } from "../adapters/open-models";
import type { Settings } from "../adapters/settings";
import { endpointName } from "../research/provider";
import { say, type Terminal } from "./context";

/** Asks each chosen model one tiny question, says what it showed and remembers it for later. Throws `ModelFailure`. */
export async function tryModels(terminal: Terminal, settings: Settings, sources: ModelSources): Promise<void> {
  for (const choice of [scientistIn(settings), reviewerIn(settings)]) {
    const model = choice && idOf(choice.name);
    if (model !== undefined) await tryOne(terminal, settings, sources, { ...choice!, name: model });
  }
}

async function tryOne(
  terminal: Terminal,
  settings: Settings,
  { secrets, memory }: ModelSources,
  { name: model, baseUrl }: ModelChoice,
): Promise<void> {
  const door = { baseUrl, apiKey: (await secrets.apiKey(baseUrl)) ?? "" };
  const prices = settings["budget.prices"];
  const { models } = await offers(door, prices, terminal.signal);
  const listed = models?.find(({ id }) => id === model)?.facts ?? {};
  const trial = await exploreModel({ ...door, model, listed, prices }, terminal.signal);
  const at = new Date().toISOString();
  await memory.remember(baseUrl, model, { at, tried: at, facts: trial.facts });
  say(terminal, `  tried    ${model} at ${endpointName(baseUrl)}: ${wordsFor(trial)}`);
}

function wordsFor({ facts, dollars }: Trial): string {
  const shapes = { strict: "JSON schema", json: "JSON without schema", none: "JSON in words" };
  return [
    ...(facts.schema ? [shapes[facts.schema]] : []),
    ...(facts.usage ? [`usage ${facts.usage}`] : []),
    ...(facts.pictures === undefined ? [] : [facts.pictures ? "sees pictures" : "sees no pictures"]),
    ...(facts.contextTokens ? [`reads ${facts.contextTokens.toLocaleString("en-US")} tokens`] : []),
    dollars === undefined ? "cost unknown" : `cost $${dollars.toFixed(4)}`,
  ].join(" · ");
}
