import { parsed } from "./parse";

/** Where a program stops being Python. `line` is 1-based. */
export type SyntaxProblem = { readonly line: number; readonly message: string };

/**
 * The first place at which a Python source cannot be parsed, or undefined. The parser is a tolerant one for editors: what it
 * finds is wrong, but a program without a finding may still be refused by Python.
 */
export function pythonSyntaxProblem(text: string): SyntaxProblem | undefined {
  const cursor = parsed(text).cursor();
  do {
    if (!cursor.type.isError) continue;
    const line = text.slice(0, cursor.from).split("\n").length;
    const source = text.split("\n")[line - 1]?.trim() ?? "";
    return { line, message: source === "" ? "The program ends too early." : `This does not parse: ${source}` };
  } while (cursor.next());
  return undefined;
}
