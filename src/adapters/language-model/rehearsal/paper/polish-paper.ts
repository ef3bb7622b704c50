import { type Asked, dataIn, partOf } from "../asked";
import { blocksBetween, editAnswer, UNCHANGED } from "../blocks";
import { PAPER_PATH } from "./paper-path";

/** One thing that only shows when the sections stand side by side: the introduction does not say where its numbers are. */
export function polishPaper(asked: Asked): string {
  const source = dataIn(partOf(asked.parts, /^The paper as it is now/), "paper") ?? "";
  const after = withPointer(source);
  if (after === source) return UNCHANGED;
  const why = "The reader of the contributions can turn to the numbers at once.";
  return editAnswer(blocksBetween(PAPER_PATH, source, after, "Point from the contributions to the table", why));
}

function withPointer(source: string): string {
  if (!source.includes("\\label{tab:primary}")) return source;
  return source.replace(/^(\\item We measure .*)\.$/m, (line, item: string) =>
    line.includes("\\ref{") ? line : `${item} (Table~\\ref{tab:primary}).`,
  );
}
