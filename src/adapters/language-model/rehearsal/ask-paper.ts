import { piecesOf } from "../../../latex/passage/sentences";
import { type Asked, partOf, partsOf } from "./asked";
import { finished } from "./blocks";

/** The sentences of the paper that share the most words with the question; it answers with them and adds nothing. */
export function askPaper(asked: Asked): string {
  const paper = partOf(asked.parts, /^The paper$/).replace(/^(?:BEGIN|END) DATA .*$/gm, "");
  const question = partOf(partsOf(asked.question), /^Your task: answer a question/);
  const wanted = wordsOf(
    question
      .split("\n")
      .filter((line) => line.startsWith("> "))
      .join(" "),
  );
  const sentences = piecesOf(paper).filter(({ kind }) => kind === "sentence");
  const found = sentences
    .map(({ start, end }) => paper.slice(start, end).trim())
    .filter((text) => text.length >= 30 && text.length <= 400)
    .map((text) => ({ text, shared: [...wordsOf(text)].filter((word) => wanted.has(word)).length }))
    .sort((one, other) => other.shared - one.shared)
    .slice(0, 2)
    .filter(({ shared }) => shared > 0);
  if (found.length === 0) return finished("The paper does not say.\n\nNOT IN THE PAPER");
  const said = found.map(({ text }) => `- The paper says [[${text.replace(/\s+/g, " ")}]]`);
  return finished(`These are the places nearest to the question (rehearsal model):\n\n${said.join("\n")}`);
}

function wordsOf(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.replace(/(?:s|ed|ing)$/, "")));
}
