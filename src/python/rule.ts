import type { Policy } from "./policy";
import type { Program } from "./program";
import type { Node } from "./tree";

/** One kind of thing that a careful reader would stop at in what a change adds. */
export type Rule = {
  readonly id: string;
  /** What stands in the program after the change; what stood there before as well is left out by the caller. */
  check(program: Program, context: Context): readonly Finding[];
};

export type Context = {
  readonly path: string;
  readonly policy: Policy;
  /** The whole file; of the program, functions that did not change may be left out. */
  readonly text: string;
  /** The file before the change; undefined for a new file, and when the program looked at is that one. */
  readonly before: Earlier | undefined;
};

/** An earlier state of a file: all of it as text, and without the same functions as a program, parsed when somebody asks for it. */
export type Earlier = { readonly text: string; program(): Program };

/** A place and a message about it: what was found, why it matters, what to do. */
export type Finding = {
  readonly node: Pick<Node, "from" | "to">;
  readonly message: string;
};
