import { basename } from "node:path";
import * as vscode from "vscode";
import type { Writer } from "../../engine/writer";
import type { PassageProposal } from "../../research/passage";
import { readText } from "../find-project";
import type { Models } from "../heavy-parts";
import type { ShownPassage } from "../models/passage-rows";

type Decision = "accepted" | "rejected" | "undecided";

/**
 * The passages with other words proposed, as they are kept on disk, and where their sentences stand in the files as those are
 * now: an edit by hand or an undo moves them, and a sentence that is gone is stale.
 */
export class Passages implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #models: Models;
  readonly #listening: vscode.Disposable;
  readonly #texts = new Map<string, string>();
  #kept: readonly { readonly proposal: PassageProposal; readonly writer: Writer }[] = [];
  #soon: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(models: Models) {
    this.#models = models;
    const look = (document: vscode.TextDocument) => {
      if (this.#kept.some(({ proposal }) => proposal.file === document.uri.fsPath)) this.#lookSoon();
    };
    this.#listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
      vscode.workspace.onDidCloseTextDocument(look), // What was not saved is gone.
    );
  }

  /** Reads what is kept, in the place of what is known. */
  load(writers: readonly Writer[]): Promise<void> {
    return this.#inTurn(async () => {
      const kept = await Promise.all(
        writers.map(async (writer) => (await writer.proposals()).map((proposal) => ({ proposal, writer }))),
      );
      this.#kept = kept.flat();
      await this.#look();
    });
  }

  shown(): ShownPassage[] {
    return this.#kept.map(({ proposal }) => {
      const text = this.#texts.get(proposal.file) ?? "";
      const placed = this.#models.placedIn(text, proposal).map((one) => {
        return { ...one, line: text.slice(0, one.start + leadOf(text, one)).split("\n").length };
      });
      return { proposal, name: basename(proposal.file), placed };
    });
  }

  /**
   * Accepts, rejects or takes back sentences of a proposal; gives how many could not be, because the text was edited since. One
   * decision after the other: each has to see the text and the parts as the one before left them.
   */
  decide(id: string, indexes: readonly number[], decision: Decision): Promise<number> {
    return this.#inTurn(async () => {
      let stale = 0;
      for (const index of indexes) if (!(await this.#decideOne(id, index, decision))) stale++;
      await this.#settle(id);
      return stale;
    });
  }

  dispose(): void {
    clearTimeout(this.#soon);
    this.#listening.dispose();
    this.#changed.dispose();
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #decideOne(id: string, index: number, decision: Decision): Promise<boolean> {
    const proposal = this.#kept.find((one) => one.proposal.id === id)?.proposal;
    const part = proposal?.parts[index];
    if (!proposal || !part) return false;
    // One that is accepted in the text goes out of it again, where the text is open; to be rid of it nothing has to be there.
    const document =
      decision === "rejected" ? openDocument(proposal.file) : await vscode.workspace.openTextDocument(proposal.file);
    if (document && (decision !== "rejected" || part.state === "accepted")) {
      const placed = this.#models.placedIn(document.getText(), proposal).find((one) => one.index === index);
      const edit = this.#models.withPart(placed, part, decision === "accepted" ? "after" : "before");
      if (!(edit && (await written(document, edit))) && decision !== "rejected") return false;
    }
    const parts = proposal.parts.map((one, at) => (at === index ? { ...one, state: decision } : one));
    this.#kept = this.#kept.map((one) => (one.proposal.id === id ? { ...one, proposal: { ...proposal, parts } } : one));
    return true;
  }

  /** A proposal of which nothing is left to be decided goes; what is left is kept. */
  async #settle(id: string): Promise<void> {
    const one = this.#kept.find(({ proposal }) => proposal.id === id);
    await this.#look();
    if (!one) return;
    const now = this.shown().find(({ proposal }) => proposal.id === id);
    const over = now !== undefined && this.#models.isDecided(now.placed);
    if (over) this.#kept = this.#kept.filter(({ proposal }) => proposal.id !== id);
    await one.writer.keep(id, over ? undefined : one.proposal);
    this.#changed.fire();
  }

  #lookSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.#look();
    }, 100);
  }

  async #look(): Promise<void> {
    for (const file of new Set(this.#kept.map(({ proposal }) => proposal.file))) {
      this.#texts.set(file, openDocument(file)?.getText() ?? (await readText(file)) ?? "");
    }
    this.#changed.fire();
  }
}

function openDocument(file: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "file" && uri.fsPath === file);
}

/** Blanks before the words. */
function leadOf(text: string, { start, end }: { readonly start: number; readonly end: number }): number {
  const words = text.slice(start, end);
  return words.length - words.trimStart().length;
}

/** An ordinary edit: it is undone like any other, and the file is saved by its owner. */
async function written(
  document: vscode.TextDocument,
  { start, end, text }: { readonly start: number; readonly end: number; readonly text: string },
): Promise<boolean> {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  if (document.getText(range) === text) return true;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  return vscode.workspace.applyEdit(edit);
}
