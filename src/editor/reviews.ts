import { basename, join } from "node:path";
import * as vscode from "vscode";
import type { KeptReview } from "../engine/reviewer";
import { exists, readText } from "./find-project";
import type { ReviewedPaper } from "./models/reviewed-papers";
import type { TreeNode } from "./models/tree-node";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/** The reviews of papers that belong to no idea, as they are kept on disk; looked at once for each place that the window shows, and after each review. */
export class Reviews implements vscode.Disposable {
  readonly #studio: Studio;
  readonly #listening: vscode.Disposable;
  #papers: readonly ReviewedPaper[] = [];
  #looked = "";

  constructor(studio: Studio) {
    this.#studio = studio;
    const look = () => void this.#lookAtPlace().catch((error) => tellTrouble(studio, error));
    this.#listening = vscode.Disposable.from(
      studio.onDidChange(look),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (this.#papers.some(({ paper }) => paper === uri.fsPath)) void this.load();
      }),
    );
  }

  get papers(): readonly ReviewedPaper[] {
    return this.#papers;
  }

  find(key: string): KeptReview | undefined {
    return this.#papers.flatMap(({ reviews }) => reviews).find((one) => one.key === key);
  }

  /** The rows of the Paper view about them. */
  rows(): readonly TreeNode[] {
    return this.#papers.length === 0 ? [] : this.#studio.parts.models().reviewedPapers(vscode.l10n, this.#papers);
  }

  /** Reads what is kept; papers that were deleted are left out. */
  async load(): Promise<void> {
    const { parts } = this.#studio;
    const kept = await Promise.all(this.#studio.coAuthors.reviewers().map((one) => one.kept()));
    const papers = parts.models().byPaper(kept.flat().sort((one, other) => (one.at < other.at ? -1 : 1)));
    const shown = await Promise.all([...papers].map(([paper, reviews]) => this.#shown(paper, reviews)));
    this.#papers = shown.filter((one) => one !== undefined);
    await vscode.commands.executeCommand("setContext", "aiScientist.reviewedPapers", this.#papers.length > 0);
    this.#studio.touch();
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #shown(paper: string, reviews: readonly KeptReview[]): Promise<ReviewedPaper | undefined> {
    if (!(await exists(vscode.Uri.file(paper)))) return undefined;
    const source = /\.tex$/i.test(paper) ? ((await readText(paper)) ?? "") : "";
    const lines = this.#studio.parts.models().linesOfPoints(source, reviews[0]?.review, basename(paper));
    return { paper, name: vscode.workspace.asRelativePath(paper), reviews, lines };
  }

  /** The program that reads them is loaded only where there are some. */
  async #lookAtPlace(): Promise<void> {
    const { place, board } = this.#studio;
    if (!place) return;
    const folders = [board?.project.folder, this.#studio.storage].filter((folder) => folder !== undefined);
    const key = folders.join("\n");
    if (key === this.#looked) return;
    this.#looked = key;
    const kept = folders.map((folder) => vscode.Uri.file(join(folder, ".ai-scientist", "reviews")));
    if ((await Promise.all(kept.map(exists))).includes(true) || this.#papers.length > 0) await this.load();
  }
}
