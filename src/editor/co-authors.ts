import { sep } from "node:path";
import type { Reviewer } from "../engine/reviewer";
import type { Writer } from "../engine/writer";
import type { Board } from "./board";
import type { OpenOptions } from "./heavy-parts";
import type { Studio } from "./studio";

/** Who writes and who reviews the papers of this window: those of its project, and for other papers some of the window's own. */
export class CoAuthors {
  readonly #studio: Studio;
  readonly #options: (folder: undefined) => OpenOptions;
  #outsideOf: { readonly settings: string; readonly writer: Writer; readonly reviewer: Reviewer } | undefined;

  constructor(studio: Studio, options: (folder: undefined) => OpenOptions) {
    this.#studio = studio;
    this.#options = options;
  }

  /** The folder in which what is asked about a file is kept: the project's, else this window's own. */
  async folderFor(file: string): Promise<string> {
    const folder = (await this.#boardIfAny())?.project.folder;
    return folder !== undefined && file.startsWith(folder + sep) ? folder : this.#studio.storage;
  }

  async writerFor(file: string): Promise<Writer> {
    return (await this.#thoseFor(file)).writer;
  }

  async writers(): Promise<Writer[]> {
    const board = await this.#boardIfAny();
    return [...(board ? [board.project.writer] : []), this.#outside().writer];
  }

  /** The referees whose reviews of a file are kept where the file belongs. */
  async reviewerFor(file: string): Promise<Reviewer> {
    return (await this.#thoseFor(file)).reviewer;
  }

  /** Without opening a project that nobody looked at yet. */
  reviewers(): Reviewer[] {
    const { board } = this.#studio;
    return [...(board ? [board.project.reviewer] : []), this.#outside().reviewer];
  }

  async #thoseFor(file: string): Promise<{ readonly writer: Writer; readonly reviewer: Reviewer }> {
    const board = await this.#boardIfAny();
    return board && (await this.folderFor(file)) === board.project.folder ? board.project : this.#outside();
  }

  async #boardIfAny(): Promise<Board | undefined> {
    const { place } = this.#studio;
    if (place?.type === "project" || !place) await this.#studio.openBoard().catch(() => undefined);
    return this.#studio.board;
  }

  /** Those who work on files of no project, as long as the settings are the same. */
  #outside(): { readonly writer: Writer; readonly reviewer: Reviewer } {
    const options = this.#options(undefined);
    const settings = JSON.stringify(options.settings);
    if (this.#outsideOf?.settings !== settings) {
      const { openWriterOutside, openReviewerOutside } = this.#studio.parts.project();
      const { storage } = this.#studio;
      const [writer, reviewer] = [openWriterOutside(storage, options), openReviewerOutside(storage, options)];
      this.#outsideOf = { settings, writer, reviewer };
    }
    return this.#outsideOf;
  }
}
