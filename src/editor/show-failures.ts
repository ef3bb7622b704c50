import * as vscode from "vscode";
import type { Board } from "./board";
import { type Failure, failureOf, locate } from "./failures";
import type { BegunShown } from "./models/board-state";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/**
 * The line on which the last run of an idea crashed, as an error of Problems, until a later run is at work or an attempt succeeds. It follows the
 * file: as soon as the line that ran is not in the worktree any more, it stands in the commit that ran.
 */
export function showFailures(studio: Studio): void {
  const collection = vscode.languages.createDiagnosticCollection("ai-scientist-run");
  const known = new Map<string, Failure | undefined>();
  let shown = "";
  let looking = false;
  let again = false;
  const look = async () => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    try {
      const found = await crashes(studio.board, known);
      const text = JSON.stringify(found);
      if (text !== shown) put(collection, found);
      shown = text;
    } catch (error) {
      tellTrouble(studio, error);
    } finally {
      looking = false;
    }
    if (!again) return;
    again = false;
    await look();
  };
  const soon = () => void look();
  studio.context.subscriptions.push(collection, studio.onDidChange(soon), vscode.workspace.onDidSaveTextDocument(soon));
}

type Shown = { readonly uri: vscode.Uri; readonly diagnostic: vscode.Diagnostic };

async function crashes(board: Board | undefined, known: Map<string, Failure | undefined>): Promise<Shown[]> {
  const crashed = board?.state().begun.filter(({ record }) => record.crash && !record.job) ?? [];
  const found = await Promise.all(crashed.map((idea) => shownCrash(board!, idea, known)));
  return found.flat();
}

/** A log is read once, for it does not change any more. */
async function shownCrash(board: Board, idea: BegunShown, known: Map<string, Failure | undefined>): Promise<Shown[]> {
  const { step, job, output } = idea.record.crash!;
  const key = `${idea.folder} ${job}`;
  if (!known.has(key)) known.set(key, await failureOf(board, idea, job, output));
  const failure = known.get(key);
  const at = failure && (await locate(board, idea, job, failure.place));
  if (!failure || !at) return [];
  const name = idea.record.titles[step] ?? step;
  const diagnostic = new vscode.Diagnostic(at.range, failure.message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = "AI Scientist";
  diagnostic.code = vscode.l10n.t("crash of “{0}”", name);
  diagnostic.relatedInformation = await causes(board, idea, job, failure);
  return [{ uri: at.uri, diagnostic }];
}

async function causes(
  board: Board,
  idea: BegunShown,
  job: string,
  failure: Failure,
): Promise<vscode.DiagnosticRelatedInformation[]> {
  const located = await Promise.all(
    failure.causes.map(async ({ message, place }) => ({ message, at: await locate(board, idea, job, place) })),
  );
  return located.flatMap(({ message, at }) =>
    at ? [new vscode.DiagnosticRelatedInformation(at, vscode.l10n.t("It came from: {0}", message))] : [],
  );
}

function put(collection: vscode.DiagnosticCollection, found: readonly Shown[]): void {
  collection.clear();
  const files = new Map(found.map(({ uri }) => [uri.toString(), uri]));
  for (const [address, uri] of files)
    collection.set(
      uri,
      found.filter((one) => one.uri.toString() === address).map(({ diagnostic }) => diagnostic),
    );
}
