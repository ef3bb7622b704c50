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

  constructor(models: Models) {
    this.#models = models;
    this.#listening = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (this.#kept.some(({ proposal }) => proposal.file === document.uri.fsPath)) this.#lookSoon();
    });
  }

  /** Reads what is kept, in the place of what is known. */
  async load(writers: readonly Writer[]): Promise<void> {
    const kept = await Promise.all(
      writers.map(async (writer) => (await writer.proposals()).map((proposal) => ({ proposal, writer }))),
    );
    this.#kept = kept.flat();
    await this.#look();
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

  /** Accepts, rejects or takes back sentences of a proposal; gives how many could not be, because the text was edited since. */
  async decide(id: string, indexes: readonly number[], decision: Decision): Promise<number> {
    let stale = 0;
    for (const index of indexes) if (!(await this.#decideOne(id, index, decision))) stale++;
    await this.#settle(id);
    return stale;
  }

  dispose(): void {
    clearTimeout(this.#soon);
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #decideOne(id: string, index: number, decision: Decision): Promise<boolean> {
    const proposal = this.#kept.find((one) => one.proposal.id === id)?.proposal;
    const part = proposal?.parts[index];
    if (!proposal || !part) return false;
    if (decision !== "rejected") {
      const document = await vscode.workspace.openTextDocument(proposal.file);
      const placed = this.#models.placedIn(document.getText(), proposal).find((one) => one.index === index);
      const edit = this.#models.withPart(placed, part, decision === "accepted" ? "after" : "before");
      if (!edit || !(await written(document, edit))) return false;
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
    if (now && this.#models.isDecided(now.placed)) this.#kept = this.#kept.filter(({ proposal }) => proposal.id !== id);
    await one.writer.keep(this.#kept.filter(({ writer }) => writer === one.writer).map(({ proposal }) => proposal));
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
      const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "file" && uri.fsPath === file);
      this.#texts.set(file, open?.getText() ?? (await readText(file)) ?? "");
    }
    this.#changed.fire();
  }
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
