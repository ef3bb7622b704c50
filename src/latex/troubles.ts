import type { Trouble } from "./pairing";
import type { LatexPaper } from "./paper";
import type { Finding } from "./rule";

/** What does not close, of some kinds, in all files of a paper. */
export function troublesOf({ parts }: LatexPaper, kinds: readonly Trouble["kind"][]): Finding[] {
  return parts.flatMap((source) =>
    source.troubles
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ start, end, message }) => ({ source, start, end, message })),
  );
}
