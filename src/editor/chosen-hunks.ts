import { sep } from "node:path";
import * as vscode from "vscode";
import type { Hunk } from "../research/change";
import type { Board } from "./board";
import type { Desk } from "./desk";
import { meantRows } from "./meant-rows";
import type { BegunShown } from "./models/board-state";
import type { LineRange, Subject } from "./models/tree-node";
import { savedFirst } from "./saved-first";
import { ofRows } from "./subject-of";

/** Hunks of one idea, as they are on disk now. */
export type Chosen = { readonly board: Board; readonly idea: BegunShown; readonly hunks: readonly Hunk[] };

/** What is looked through, and whether a place in a file stands for the whole file. */
export type Choice = { readonly among: "undecided" | "accepted"; readonly whole?: boolean };

/** Where VS Code tells paths apart by case, and where it does not. */
export const IGNORES_CASE = sep === "\\";

/**
 * The hunks that a command means: those of its row, else those at the lines it was called on, else those at the cursor. Unsaved
 * edits of their files are saved first if the researcher says so; undefined when they do not.
 */
export async function chosenHunks(desk: Desk, called: Subject, choice: Choice): Promise<Chosen | undefined> {
  const board = await desk.studio.openBoard();
  const subject = called.inTree && !called.hunks ? ofRows(await meantRows(desk.review)) : called;
  return subject.hunks || subject.inTree ? ofSubject(board, subject, choice) : atPlace(board, subject, choice);
}

async function ofSubject(board: Board, { slug, hunks }: Subject, { among }: Choice): Promise<Chosen | undefined> {
  const idea = ideaOf(board, slug);
  if (!idea) return undefined;
  const chosen = idea[among].filter(({ id }) => hunks?.includes(id));
  const saving = among === "accepted" ? "clean" : await savedFirst(idea.worktree, paths(chosen));
  if (saving === "unsaved") return undefined;
  if (saving === "clean") return { board, idea, hunks: chosen };
  const now = await readAgain(board, idea);
  return { board, idea: now, hunks: board.models.foundAgain(chosen, now.undecided) };
}

async function atPlace(board: Board, subject: Subject, { among, whole }: Choice): Promise<Chosen | undefined> {
  const place = placeOf(subject);
  const found = place && board.models.ideaOfFile(board.state().begun, place.file, IGNORES_CASE);
  if (!found) return undefined;
  if ((await savedFirst(found.idea.worktree, [found.path])) === "unsaved") return undefined;
  const idea = await readAgain(board, found.idea); // The file may have been saved a moment ago.
  const { asItStands, touchedBy } = board.models;
  const all = among === "accepted" ? asItStands(idea.accepted, idea.undecided) : idea.undecided;
  const inFile = all.filter(({ path }) => path === found.path);
  const touched = place.lines.flatMap((lines) => touchedBy(inFile, lines, place.side));
  return { board, idea, hunks: whole ? inFile : [...new Set(touched)] };
}

async function readAgain(board: Board, idea: BegunShown): Promise<BegunShown> {
  await board.refreshHunks(idea.slug);
  return ideaOf(board, idea.slug) ?? idea;
}

function ideaOf(board: Board, slug: string | undefined): BegunShown | undefined {
  return board.state().begun.find((idea) => idea.slug === slug);
}

function paths(hunks: readonly Hunk[]): string[] {
  return [...new Set(hunks.map(({ path }) => path))];
}

/** Lines of a file, on the side of the proposal or on the one it is compared with. */
export type Place = {
  readonly file: string;
  readonly side: "old" | "new";
  readonly lines: readonly LineRange[];
};

/** The lines that a command was called on, else those of the active editor's cursors. */
function placeOf({ file, lines }: Subject): Place | undefined {
  if (file && lines) return { file, side: "new", lines: [lines] };
  const cursor = cursorPlace();
  return file && cursor?.file !== file ? { file, side: "new", lines: [] } : cursor;
}

/** Git's own text on the left of a diff has the path of the file it is of. */
export function cursorPlace(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { uri } = editor.document;
  const side = uri.scheme === "git" ? "old" : "new";
  return { file: uri.fsPath, side, lines: editor.selections.map(linesOf) };
}

/** A selection that ends before a line's first character does not reach that line. */
function linesOf({ start, end }: vscode.Selection): LineRange {
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return { from: start.line + 1, to: last };
}
