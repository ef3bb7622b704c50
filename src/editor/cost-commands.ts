import * as vscode from "vscode";
import type { BudgetStand } from "../research/budget";
import type { Price } from "../research/usage";
import type { Board } from "./board";
import { changeSetting, setting } from "./configuration";
import type { Desk } from "./desk";
import { resumeIdea } from "./idea-commands";
import type { BegunShown } from "./models/board-state";
import type { Subject } from "./models/tree-node";

/**
 * A higher cap: the one that was reached, else an idea's. An idea that waits at it goes on where it stopped; one that is under way
 * has it from the next request on.
 */
export async function raiseCap(desk: Desk, subject: Subject): Promise<void> {
  const board = await desk.studio.openBoard();
  const state = board.state();
  const idea = state.begun.find(({ slug }) => slug === (subject.slug ?? state.shown));
  const stand = board.models.capToRaise(state, idea);
  const cap = await askCap(board, idea, stand);
  if (cap === undefined) return;
  await changeSetting(stand.scope === "project" ? "budget.total" : "budget.dollars", cap, board.project.folder);
  await desk.studio.settingsChanged();
  if (idea && board.models.stateOf(idea) === "budget") await resumeIdea(desk, { slug: idea.slug });
}

async function askCap(board: Board, idea: BegunShown | undefined, stand: BudgetStand): Promise<number | undefined> {
  const { models } = board;
  const value = await vscode.window.showInputBox({
    title:
      stand.scope === "project"
        ? vscode.l10n.t("Budget of the whole project in US dollars")
        : vscode.l10n.t("Budget of one idea in US dollars"),
    prompt: models.capPrompt(vscode.l10n, board.state(), idea, stand),
    value: models.capProposal(board.state(), idea, stand),
    validateInput: (text) => models.capObjection(vscode.l10n, stand, text),
  });
  return value === undefined ? undefined : Number(value);
}

/** Asks for the three numbers of a model's price and writes them into the settings. */
export async function setPrice({ studio }: Desk): Promise<void> {
  const board = await studio.openBoard();
  const { basis } = board.state().costs;
  const names = basis ? [basis.scientist, basis.reviewer] : [];
  const rates = names.filter(({ name }, index) => names.findIndex((one) => one.name === name) === index);
  const rate = rates.length > 1 ? await pickRate(rates) : rates[0];
  if (!rate) {
    if (rates.length === 0) await vscode.commands.executeCommand("aiScientist.chooseModel");
    return;
  }
  const model = rate.name.replace(/^openai:/, "");
  const price = await askPrice(model, rate.price);
  if (!price) return;
  const { folder } = board.project;
  const prices = setting<Record<string, Price>>("budget.prices", {}, folder);
  await changeSetting("budget.prices", { ...prices, [model]: price }, folder);
  await studio.settingsChanged();
}

type Rate = { readonly name: string; readonly price: Price | undefined };

async function pickRate(rates: readonly Rate[]): Promise<Rate | undefined> {
  const rows = rates.map((rate) => ({
    label: rate.name.replace(/^openai:/, ""),
    description: rate.price ? priceWords(rate.price) : vscode.l10n.t("price unknown"),
    rate,
  }));
  return (await vscode.window.showQuickPick(rows, { title: vscode.l10n.t("The price of which model?") }))?.rate;
}

function priceWords({ input, cachedInput, output }: Price): string {
  return vscode.l10n.t("{0} in, {1} cached, {2} out", `$${input}`, `$${cachedInput}`, `$${output}`);
}

async function askPrice(model: string, known: Price | undefined): Promise<Price | undefined> {
  const input = await askAmount(
    vscode.l10n.t("{0}: US dollars for a million tokens of input (1 of 3)", model),
    known?.input,
  );
  if (input === undefined) return undefined;
  const cachedTitle = vscode.l10n.t("{0}: for a million tokens of cached input (2 of 3)", model);
  const cachedInput = await askAmount(cachedTitle, known?.cachedInput ?? input);
  if (cachedInput === undefined) return undefined;
  const output = await askAmount(vscode.l10n.t("{0}: for a million tokens of output (3 of 3)", model), known?.output);
  return output === undefined ? undefined : { input, cachedInput, output };
}

async function askAmount(title: string, known: number | undefined): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("As the provider's price page has it; 0 for a model that costs nothing."),
    value: known === undefined ? "" : String(known),
    ignoreFocusOut: true,
    validateInput: (value) => (isAmount(value) ? undefined : vscode.l10n.t("Give a number like 1.25, or 0.")),
  });
  return text === undefined ? undefined : Number(text);
}

function isAmount(text: string): boolean {
  return /^\d*\.?\d+$/.test(text.trim());
}
