import * as vscode from "vscode";
import type { Problem } from "../research/problem";
import type { Models } from "./heavy-parts";

/** How many states of a file are remembered: the one before a proposal is among the last few. */
const STATES = 6;

type State = { readonly text: string; readonly keys: ReadonlySet<string> };

/** What other extensions said about files, and about which text: so what they said before a proposal can be told. */
export class KnownDiagnostics {
  readonly #states = new Map<string, State[]>();

  constructor(private readonly models: Models) {}

  /** Keeps what is said now about a file that is open. */
  remember(uri: vscode.Uri): void {
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (!document) return;
    const text = document.getText();
    const keys = new Set(this.now(uri, "").map(this.models.keyOf));
    const others = (this.#states.get(uri.fsPath) ?? []).filter((state) => state.text !== text);
    this.#states.set(uri.fsPath, [...others, { text, keys }].slice(-STATES));
  }

  /** What was said when the file had this text, and what is said about the researcher's own copy of it. */
  before(file: string, text: string, own: vscode.Uri): ReadonlySet<string> {
    const state = this.#states.get(vscode.Uri.file(file).fsPath)?.find((one) => one.text === text);
    return new Set([...(state?.keys ?? []), ...this.now(own, "").map(this.models.keyOf)]);
  }

  /** What is said now, hints left out; a problem of `path`. */
  now(uri: vscode.Uri, path: string): Problem[] {
    const shown = vscode.languages
      .getDiagnostics(uri)
      .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint);
    return shown.map((diagnostic) => problemOf(diagnostic, path));
  }
}

function problemOf({ range, severity, source, code, message }: vscode.Diagnostic, file: string): Problem {
  const line = range.start.line + 1;
  const endLine = range.end.character === 0 && range.end.line > range.start.line ? range.end.line : range.end.line + 1;
  return {
    file,
    line,
    ...(endLine > line && { endLine }),
    column: range.start.character + 1,
    endColumn: range.end.character + 1,
    rule: String(typeof code === "object" ? code.value : (code ?? "")),
    severity:
      severity === vscode.DiagnosticSeverity.Error
        ? "error"
        : severity === vscode.DiagnosticSeverity.Warning
          ? "warning"
          : "info",
    source: source ?? "",
    message,
  };
}
