import { parseLatex, proseOf } from "./document";
import { blankOut } from "./span";

/** The words of a LaTeX text that a reader reads: no commands, maths, comments or cells of tables. A Chinese or Japanese character is a word. */
export function wordCount(text: string): number {
  const document = parseLatex(text, "");
  const tables = document.environments.filter(({ name }) =>
    /^(?:tabular|array|thebibliography|tikzpicture)/.test(name),
  );
  const prose = blankOut(proseOf(document), tables).replace(/\\[a-zA-Z@]+\*?(?:\[[^\]\n]*\])?/g, " ");
  return prose.match(WORD)?.length ?? 0;
}

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hangul}\p{N}]+(?:['’.-][\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hangul}\p{N}]+)*/gu;
