import { type CodeAction, CodeActionKind, type Diagnostic, Range } from "vscode-languageserver-protocol";
import { BIBTEX_SOURCE } from "../latex/bibtex-log";
import { CHKTEX_SOURCE } from "../latex/chktex";
import { LATEX_SOURCE } from "../latex/compile-log";
import { LINT_SOURCE } from "../latex/rule";

/** The command of the editor that has a model rewrite a passage, for the researcher to review. */
export const EDIT_PASSAGE = "aiScientist.editPassage";

const OURS = new Set([LINT_SOURCE, LATEX_SOURCE, BIBTEX_SOURCE, CHKTEX_SOURCE]);
/** Characters of a correction that a menu shows. */
const SHOWN = 60;

/** One fix for each finding: what may be written instead where that is certain, else the model is asked. */
export function correctionsFor(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const correction = correctionIn(diagnostic.data);
    if (correction) return [write(uri, diagnostic, correction)];
    return OURS.has(diagnostic.source ?? "") && uri.endsWith(".tex") ? [ask(uri, diagnostic)] : [];
  });
}

type Correction = { readonly text: string; readonly range?: Range };

function write(uri: string, diagnostic: Diagnostic, { text, range = diagnostic.range }: Correction): CodeAction {
  const edit = { changes: { [uri]: [{ range, newText: text }] } };
  return { title: titleOf(text), kind: CodeActionKind.QuickFix, isPreferred: true, diagnostics: [diagnostic], edit };
}

function titleOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "Take Out";
  return `Write ${line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line}`;
}

function ask(uri: string, diagnostic: Diagnostic): CodeAction {
  const request = { uri, range: diagnostic.range, kind: "fix", detail: diagnostic.message };
  const title = "Fix with AI Scientist";
  const command = { title, command: EDIT_PASSAGE, arguments: [request] };
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command };
}

/** The editor gives back what it was sent; other tools' diagnostics carry data of their own. */
function correctionIn(data: unknown): Correction | undefined {
  if (typeof data !== "object" || data === null || !("correction" in data)) return undefined;
  if (typeof data.correction !== "string") return undefined;
  const range = "range" in data && Range.is(data.range) ? { range: data.range } : {};
  return { text: data.correction, ...range };
}
