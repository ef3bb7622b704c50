import * as vscode from "vscode";
import type { PassageKind } from "../research/passage";
import type { PassageCall } from "./writing/edit-passage";

/** What can be asked about a selection, in the light bulb's menu. */
export function passageActions(): vscode.Disposable {
  const selector = { scheme: "file", pattern: "**/*.tex" };
  return vscode.languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions(document, range, { triggerKind, only }) {
        if (!vscode.workspace.isTrusted) return [];
        if (!vscode.workspace.getConfiguration("aiScientist", document.uri).get("model.name")) return [];
        const asked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
        const offers = (range.isEmpty && !asked) || (only && !only.contains(rewriteKind())) ? [] : offered();
        return offers.map((one) => rewriting(document, range, one));
      },
    },
    { providedCodeActionKinds: [rewriteKind()] },
  );
}

type Offer = { readonly kind: PassageKind | "explain"; readonly title: string };

function rewriteKind(): vscode.CodeActionKind {
  return vscode.CodeActionKind.RefactorRewrite.append("aiScientist");
}

function offered(): Offer[] {
  return [
    { kind: "polish", title: vscode.l10n.t("Polish") },
    { kind: "grammar", title: vscode.l10n.t("Fix Grammar") },
    { kind: "shorten", title: vscode.l10n.t("Shorten") },
    { kind: "precise", title: vscode.l10n.t("Make Precise") },
    { kind: "translate", title: vscode.l10n.t("Translate…") },
    { kind: "rewrite", title: vscode.l10n.t("Rewrite from Evidence") },
    { kind: "explain", title: vscode.l10n.t("Explain") },
  ];
}

function rewriting(document: vscode.TextDocument, range: vscode.Range, { kind, title }: Offer): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t("{0} with AI Scientist", title), rewriteKind());
  const call: PassageCall = { uri: document.uri.toString(), ...(range.isEmpty ? {} : { range: asPlain(range) }) };
  action.command =
    kind === "explain"
      ? { command: "aiScientist.explainPassage", title }
      : { command: "aiScientist.editPassage", title, arguments: [{ ...call, kind }] };
  return action;
}

function asPlain({ start, end }: vscode.Range): NonNullable<PassageCall["range"]> {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
