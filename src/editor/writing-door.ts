import { join } from "node:path";
import * as vscode from "vscode";
import { exists } from "./find-project";
import type { TreeNode } from "./models/tree-node";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";
import type { Writing } from "./writing/writing";

/** The way to the scientist as a co-author: its code is loaded when something is asked, or when something waits to be decided. */
export class WritingDoor implements vscode.Disposable {
  readonly #studio: Studio;
  readonly #listening: vscode.Disposable;
  #writing: Writing | undefined;
  #looked = "";

  constructor(studio: Studio) {
    this.#studio = studio;
    this.#listening = studio.onDidChange(() => void this.#openWhatWaits().catch((error) => tellTrouble(studio, error)));
  }

  open(): Writing {
    this.#writing ??= this.#studio.parts.writing().openWriting(this.#studio);
    return this.#writing;
  }

  /** The rows of Review about passages. */
  rows(): readonly TreeNode[] {
    return this.#writing?.rows() ?? [];
  }

  undecided(): number {
    return this.#writing?.undecided() ?? 0;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#writing?.dispose();
  }

  /** Once for each place that the window shows. */
  async #openWhatWaits(): Promise<void> {
    const { place, board } = this.#studio;
    if (!place) return;
    const folders = [board?.project.folder, this.#studio.storage].filter((folder) => folder !== undefined);
    const key = folders.join("\n");
    if (key === this.#looked) return;
    this.#looked = key;
    const kept = folders.map((folder) => vscode.Uri.file(join(folder, ".ai-scientist", "writing", "proposals.json")));
    const there = await Promise.all(kept.map(exists));
    if (there.includes(true) || this.#writing) await this.open().load();
  }
}
