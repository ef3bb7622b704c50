/** One change of the experiment that the rehearsal knows how to make. The same code always gives the same moves. */
export type Move = {
  /** What the move is about: moves on the same topic are variants of one question. */
  readonly topic: string;
  /** The human name of a run that makes it. */
  readonly name: string;
  readonly path: string;
  /** What is edited, concretely; it is also how the move is recognised later. */
  readonly change: string;
  /** The change as a noun, for the middle of a sentence: `the noise schedule set to cosine instead of linear`. */
  readonly phrase: string;
  readonly mechanism: string;
  readonly expectation: string;
  /** Words that an idea about this would use. */
  readonly words: readonly string[];
  /** The file with the change made, or undefined when it cannot be made in this text. */
  readonly apply: (text: string) => string | undefined;
  /** For a changed setting: its spoken name and both values. */
  readonly setting?: { readonly name: string; readonly from: string; readonly to: string };
  readonly role: string;
  /** Topic of the move that makes the best control, where that is known. */
  readonly control?: string;
};
