import { lintPaper } from "../../src/latex/lint";
import { foreignPapers } from "../fixtures/foreign-papers/papers";
import { workOf } from "../work-of";

export { foreignPapers };

/** Characters of the paper. */
const SIZE = 41_000;
/** Keys before the program is as quick as it is in a window that has been open for a minute. */
const WARM = 60;
const KEYS = 400;
/** Clocks of processor time may tick every four milliseconds: so many keys are measured together. */
const TOGETHER = 5;
const CONVENTIONS = { minReferences: 15, pageLimit: 9, anonymous: false, writtenWithAi: true };

/** A paper and the processor time that it takes after a key in its middle, over and over. */
export function lintWhileTyping(): {
  readonly text: string;
  readonly keys: number;
  readonly times: readonly number[];
} {
  const text = paperOfSize();
  const middle = text.indexOf(" ", SIZE / 2);
  const known = { file: "paper.tex", files: new Set<string>(), conventions: CONVENTIONS, pages: 9 };
  const press = (keys: number) => {
    const typed = `${text.slice(0, middle)} ${"x".repeat(keys + 1)}${text.slice(middle)}`;
    void lintPaper(typed, known);
  };
  for (let keys = 0; keys < WARM; keys++) press(keys);
  const times = Array.from({ length: KEYS / TOGETHER }, (_, group) => {
    const all = () => {
      for (let key = 0; key < TOGETHER; key++) press(WARM + group * TOGETHER + key);
    };
    return workOf(all) / TOGETHER;
  });
  return { text, keys: KEYS, times };
}

/** A paper as long as people write them. */
export function paperOfSize(): string {
  const { files, root } = foreignPapers()[0]!;
  const source = files[root]!;
  const end = source.indexOf("\\bibliographystyle");
  const more = foreignPapers()[3]!.files["Paper Final v2.tex"]!.replaceAll("\r\n", "\n");
  const addition = more.slice(more.indexOf("\\section{Related Work}"), more.indexOf("\\section{Related Work}") + SIZE);
  return source.slice(0, end) + addition.slice(0, Math.max(0, SIZE - source.length)) + source.slice(end);
}
