import * as vscode from "vscode";
import type { PassageKind } from "../research/passage";
import type { PassageCall } from "./writing/edit-passage";

/** What can be asked about a selection, in the light bulb's menu; and what a finding of ours can be mended with. */
export function passageActions(): vscode.Disposable {
  const selector = { scheme: "file", pattern: "**/*.tex" };
  return vscode.languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions(document, range, { diagnostics, triggerKind, only }) {
        if (!vscode.workspace.getConfiguration("aiScientist", document.uri).get("model.name")) return [];
        const quick = only && !vscode.CodeActionKind.QuickFix.contains(only) ? [] : diagnostics.filter(isOurs);
        const asked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
        const offers = (range.isEmpty && !asked) || (only && !only.contains(rewriteKind())) ? [] : offered();
        return [...quick.map((one) => mending(document, one)), ...offers.map((one) => rewriting(document, range, one))];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, rewriteKind()] },
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

/** The quick fix that asks; those that know what to write stand before it. */
function mending(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const title = vscode.l10n.t("Fix with AI Scientist");
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const call: PassageCall = {
    ...{ uri: document.uri.toString(), range: asPlain(diagnostic.range) },
    ...{ kind: "fix", detail: diagnostic.message },
  };
  action.diagnostics = [diagnostic];
  action.command = { command: "aiScientist.editPassage", title, arguments: [call] };
  return action;
}

function isOurs({ source }: vscode.Diagnostic): boolean {
  return source === "AI Scientist";
}

function asPlain({ start, end }: vscode.Range): NonNullable<PassageCall["range"]> {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
