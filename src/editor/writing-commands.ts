import * as vscode from "vscode";
import type { Desk } from "./desk";
import { paperOfPdf } from "./meant-paper";
import type { Subject } from "./models/tree-node";
import type { PassageCall } from "./writing/edit-passage";

/** Called with a passage and what to do with it, as code actions do. */
export const editPassage = (desk: Desk, subject: Subject) => edit(desk, subject as PassageCall);
export const polishPassage = (desk: Desk, subject: Subject) => edit(desk, { ...placeIn(subject), kind: "polish" });
export const fixGrammar = (desk: Desk, subject: Subject) => edit(desk, { ...placeIn(subject), kind: "grammar" });
export const shortenPassage = (desk: Desk, subject: Subject) => edit(desk, { ...placeIn(subject), kind: "shorten" });
export const makePrecise = (desk: Desk, subject: Subject) => edit(desk, { ...placeIn(subject), kind: "precise" });
export const translatePassage = (desk: Desk, subject: Subject) =>
  edit(desk, { ...placeIn(subject), kind: "translate" });
export const rewriteFromEvidence = (desk: Desk, subject: Subject) =>
  edit(desk, { ...placeIn(subject), kind: "rewrite" });

export async function explainPassage(desk: Desk, subject: Subject): Promise<void> {
  await bundle(desk).explainPassage(desk.studio, desk.writing.open(), placeIn(subject));
}

/** The answer is a text; where it quotes a PDF, the pages are shown beside it. */
export async function askPaper(desk: Desk, subject: Subject): Promise<void> {
  const answered = await bundle(desk).askThePaper(desk.studio, desk.writing.open(), subject);
  const quotesPages = answered?.answer.pieces.some(
    (piece) => piece.type === "quote" && piece.place?.page !== undefined,
  );
  if (!answered || !quotesPages) return;
  const { paper, answer } = answered;
  await desk.paperDoor.open(paperOfPdf(desk.studio, paper), true, true).showAnswer(answer);
}

export const acceptSentence = (desk: Desk, subject: Subject) => decide(desk, subject, "accepted");
export const rejectSentence = (desk: Desk, subject: Subject) => decide(desk, subject, "rejected");
export const reconsiderSentence = (desk: Desk, subject: Subject) => decide(desk, subject, "undecided");

export async function openPassage(desk: Desk, subject: Subject): Promise<void> {
  await bundle(desk).openPassage(desk.writing.open(), subject);
}

/** A row of a section means that section; a menu of the editor means what is selected there. */
function placeIn({ file, line }: Subject): PassageCall {
  if (!file || !line) return {};
  const at = { line: line - 1, character: 0 };
  return { uri: vscode.Uri.file(file).toString(), range: { start: at, end: at } };
}

async function edit(desk: Desk, call: PassageCall): Promise<void> {
  await bundle(desk).editPassage(desk.studio, desk.writing.open(), call);
}

async function decide(desk: Desk, subject: Subject, how: "accepted" | "rejected" | "undecided"): Promise<void> {
  await bundle(desk).decideSentences(desk.writing.open(), subject, how);
}

function bundle({ studio }: Desk) {
  return studio.parts.writing();
}
