import * as vscode from "vscode";
import { type Choice, type Chosen, chosenHunks, cursorPlace, IGNORES_CASE } from "./chosen-hunks";
import { decide } from "./decide";
import type { Desk } from "./desk";
import { meantRows } from "./meant-rows";
import type { BegunShown } from "./models/board-state";
import type { Position } from "./models/hunks-in-file";
import type { Subject } from "./models/tree-node";
import { revealHunk } from "./reveal-hunk";

export const acceptHunk = (desk: Desk, subject: Subject) => decideChosen(desk, "accept", subject, {});
export const rejectHunk = (desk: Desk, subject: Subject) => decideChosen(desk, "reject", subject, {});
export const acceptFile = (desk: Desk, subject: Subject) => decideChosen(desk, "accept", subject, { whole: true });
export const rejectFile = (desk: Desk, subject: Subject) => decideChosen(desk, "reject", subject, { whole: true });

/** What was accepted is undecided again; what the researcher looks at stays in view. */
export async function reconsiderHunk(desk: Desk, subject: Subject): Promise<void> {
  const chosen = await chosenHunks(desk, subject, { among: "accepted" });
  if (chosen && chosen.hunks.length > 0) await decide("reconsider", chosen);
  else if (chosen) void vscode.window.showInformationMessage(vscode.l10n.t("There is no accepted hunk here."));
}

/** As Space does in a list with boxes: what is not all accepted is, and what is accepted is undecided again. */
export async function toggleHunk({ review }: Desk): Promise<void> {
  const boxes = (await meantRows(review)).filter(({ checked }) => checked !== undefined);
  const way = boxes.every(({ checked }) => checked) ? "reconsider" : "accept";
  const sentences = boxes.filter(({ subject }) => subject.passage);
  for (const row of sentences) await vscode.commands.executeCommand(`aiScientist.${way}Sentence`, row);
  const hunks = boxes.filter((row) => !sentences.includes(row));
  if (hunks.length > 0) await vscode.commands.executeCommand(`aiScientist.${way}Hunk`, hunks[0], hunks);
}

/** After a decision the next undecided hunk comes into view. */
async function decideChosen(
  desk: Desk,
  how: "accept" | "reject",
  subject: Subject,
  { whole = false }: Partial<Choice>,
): Promise<void> {
  const chosen = await chosenHunks(desk, subject, { among: "undecided", whole });
  if (!chosen) return;
  if (chosen.hunks.length === 0) return tellNothingThere();
  if (!(await decide(how, chosen))) return;
  const last = chosen.board.models.inOrder(chosen.hunks).at(-1)!;
  await go(desk, chosen, { path: last.path, line: last.newStart }, "next", subject.inTree ?? false);
}

export const nextHunk = (desk: Desk, subject: Subject) => goFromHere(desk, "next", subject);
export const previousHunk = (desk: Desk, subject: Subject) => goFromHere(desk, "previous", subject);

/** From the cursor where that is in the idea's files, else from the first of them on. */
async function goFromHere(desk: Desk, way: "next" | "previous", { inTree }: Subject): Promise<void> {
  const board = await desk.studio.openBoard();
  const { begun, shown } = board.state();
  const place = cursorPlace();
  const here = place && board.models.ideaOfFile(begun, place.file, IGNORES_CASE);
  const idea = here?.idea ?? begun.find(({ slug }) => slug === shown);
  if (!idea) return tellNothingThere();
  const cursor = place?.lines[0]?.from ?? 1;
  const line = way === "next" ? cursor + 1 : cursor;
  await go(desk, { board, idea }, here ? { path: here.path, line } : { path: "", line: 0 }, way, inTree ?? false);
}

async function go(
  desk: Desk,
  { board, idea }: Pick<Chosen, "board" | "idea">,
  from: Position,
  way: "next" | "previous",
  inTree: boolean,
): Promise<void> {
  const now = board.state().begun.find(({ slug }) => slug === idea.slug);
  const hunk = now && board.models.hunkFrom(now.undecided, from, way);
  if (hunk) await revealHunk(desk, now as BegunShown, hunk, inTree);
}

/** Brings a hunk's row into view, with the model's reason below it. */
export async function showHunk({ studio, review }: Desk, { hunks }: Subject): Promise<void> {
  const board = await studio.openBoard();
  const row = board.models.rowOfHunk(board.models.reviewTree(vscode.l10n, board.state()), hunks?.[0]);
  if (row) await review.reveal(row, { select: true, focus: false, expand: true });
}

function tellNothingThere(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t("There is no undecided hunk here."));
}
