import * as vscode from "vscode";
import { ModelFailure } from "../engine/ports/language-model";
import { gone } from "./vscode-model-failure";

/** The models that other extensions give to VS Code, by vendor and name. */
export async function vscodeModels(): Promise<vscode.LanguageModelChat[]> {
  const models = await vscode.lm.selectChatModels();
  return models.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

/** As the settings have it: `vscode:copilot/gpt-5/gpt-5`. */
export function nameOf({ vendor, family, id }: Pick<vscode.LanguageModelChat, "vendor" | "family" | "id">): string {
  return `vscode:${vendor}/${family}/${id}`;
}

/** An extension gives its models a while after the window opened. */
const PATIENCE_MS = 15_000;

/** The model of that name. Throws `ModelFailure` when VS Code has none. */
export async function vscodeModelNamed(name: string): Promise<vscode.LanguageModelChat> {
  const vendor = name.slice("vscode:".length).split("/", 1)[0] ?? "";
  const look = async () => (await vscode.lm.selectChatModels({ vendor })).find((chat) => nameOf(chat) === name);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const chat = await look();
    if (chat) return chat;
    if (Date.now() >= until) throw new ModelFailure("unknown-model", gone(name.slice("vscode:".length)));
    await nextChange(until - Date.now());
  }
}

function nextChange(longest: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(done, longest);
    const listening = vscode.lm.onDidChangeChatModels(done);
  });
}
