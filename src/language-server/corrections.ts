import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver-protocol";

/** What may be written instead, for the findings that know it: one fix for each. */
export function correctionsFor(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const newText = correctionIn(diagnostic.data);
    if (newText === undefined) return [];
    const edit = { changes: { [uri]: [{ range: diagnostic.range, newText }] } };
    return [{ title: `Write ${newText}`, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit }];
  });
}

/** The editor gives back what it was sent; other tools' diagnostics carry data of their own. */
function correctionIn(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null || !("correction" in data)) return undefined;
  return typeof data.correction === "string" ? data.correction : undefined;
}
