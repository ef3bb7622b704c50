import * as vscode from "vscode";
import { ModelFailure } from "../engine/ports/language-model";

/** `LanguageModelError` says little: its code, and what the model's own extension threw as the cause. */
export function failureOf(error: unknown, name: string): ModelFailure {
  if (error instanceof ModelFailure) return error;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const said = [error, cause].map((one) => (one instanceof Error ? one.message : "")).join(" ");
  if (code === "NoPermissions") return notAllowed(name);
  if (code === "NotFound") return new ModelFailure("unknown-model", gone(name));
  if (code === "Blocked" || /quota/i.test(said)) {
    const sentence = vscode.l10n.t("VS Code does not let requests to {0} through: the quota may be used up.", name);
    return new ModelFailure("no-credit", withSaid(sentence, said));
  }
  const kind = /rate.?limit|too many requests/i.test(said) ? "rate-limited" : "unavailable";
  return new ModelFailure(kind, withSaid(vscode.l10n.t("{0} cannot answer at the moment.", name), said));
}

function withSaid(sentence: string, said: string): string {
  const quote = said.trim().slice(0, 300);
  return quote ? `${sentence} ${vscode.l10n.t("It says: “{0}”", quote)}` : sentence;
}

/** `model` is a name for people. */
export function gone(model: string): string {
  return vscode.l10n.t(
    "VS Code has no model “{0}” now. Sign in to the extension that gives it, or choose another with “AI Scientist: Choose Model”.",
    model,
  );
}

export function notAllowed(name: string): ModelFailure {
  const sentence = vscode.l10n.t(
    "VS Code does not allow AI Scientist to use {0}. Choose it again with “AI Scientist: Choose Model” and allow it.",
    name,
  );
  return new ModelFailure("not-allowed", sentence);
}
