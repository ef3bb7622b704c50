import { lineOfQuote } from "../../latex/find-quote";
import type { AnswerPiece } from "../../research/paper-answer";
import { textAnswer } from "../answers";
import type { AnswerShape } from "../ask";
import type { Conversing } from "../lab";
import { askPaper as askQuestion, type PaperLeaf } from "../prompts/ask-paper";
import { askOnceMore } from "./edit-passage";

/** A leaf and where it is: a file, or a page of one. */
export type PlacedLeaf = PaperLeaf & { readonly file: string; readonly page?: number };

/** Asks about a paper. The words that the answer rests on are looked for in the paper; what is not there is not believed. */
export async function askPaper(
  lab: Conversing,
  name: string,
  leaves: readonly PlacedLeaf[],
  question: string,
): Promise<readonly AnswerPiece[]> {
  return askOnceMore(lab, askQuestion(name, leaves, question, answerWithQuotes(leaves)));
}

function answerWithQuotes(leaves: readonly PlacedLeaf[]): AnswerShape<readonly AnswerPiece[]> {
  return textAnswer((answer) => {
    const text = answer.trim();
    if (text === "") return { ok: false, problem: "The answer is empty." };
    const pieces = piecesOf(text.replace(NOT_THERE, "").trim(), leaves);
    const quotes = pieces.filter((piece) => piece.type === "quote");
    if (quotes.some(({ place }) => place) || NOT_THERE.test(text)) return { ok: true, value: pieces };
    const problem = quotes.length > 0 ? NONE_FOUND : NO_QUOTE;
    return { ok: false, problem };
  });
}

const NOT_THERE = /^\W*NOT IN THE PAPER\W*$/m;
const NO_QUOTE =
  "No words of the paper stand in the answer. Write those that it rests on between double square brackets, copied from the paper, or the line NOT IN THE PAPER.";
const NONE_FOUND =
  "None of the words between double square brackets is in the paper. Copy them character by character from the text you were given.";

function piecesOf(text: string, leaves: readonly PlacedLeaf[]): AnswerPiece[] {
  return text.split(/\[\[([\s\S]*?)\]\]/).flatMap((part, index): AnswerPiece[] => {
    if (index % 2 === 0) return part === "" ? [] : [{ type: "text", text: part }];
    const words = part.trim().replace(/^["“]|["”]$/g, "");
    const place = placeOf(words, leaves);
    return [{ type: "quote", words, ...(place ? { place } : {}) }];
  });
}

function placeOf(words: string, leaves: readonly PlacedLeaf[]) {
  for (const { file, page, text } of leaves) {
    const line = lineOfQuote(text, words);
    if (line !== undefined) return { file, line, ...(page === undefined ? {} : { page }) };
  }
  return undefined;
}
