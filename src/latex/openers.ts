import type { Span } from "./span";

/** Something that was opened and is not closed yet. */
export type Opener = Span & {
  readonly what: "brace" | "environment" | "maths";
  readonly name: string;
  readonly holdsText: boolean;
};

/** Where in the stack, from an opener downwards, lies the next brace, environment, and thing that maths cannot reach through. */
type Depths = { readonly brace: number; readonly environment: number; readonly wall: number };

const NOTHING: Depths = { brace: -1, environment: -1, wall: -1 };

/** What is open, the innermost on top. Every question is answered without walking through the stack. */
export class Openers {
  readonly #stack: (Opener & { readonly depths: Depths })[] = [];
  readonly #names = new Map<string, number>();

  /** The next of each kind, from the top downwards; -1 where there is none. */
  get depths(): Depths {
    return this.#stack.at(-1)?.depths ?? NOTHING;
  }

  at(depth: number): Opener | undefined {
    return this.#stack[depth];
  }

  push(opener: Opener): void {
    const own = this.#stack.length;
    const { brace, environment, wall } = this.depths;
    const depths = {
      brace: opener.what === "brace" ? own : brace,
      environment: opener.what === "environment" ? own : environment,
      wall: opener.what !== "brace" || opener.holdsText ? own : wall,
    };
    this.#stack.push({ ...opener, depths });
    if (opener.what === "environment") this.#names.set(opener.name, (this.#names.get(opener.name) ?? 0) + 1);
  }

  /** The depth of the innermost environment of that name, or -1. */
  named(name: string): number {
    if ((this.#names.get(name) ?? 0) === 0) return -1;
    return this.#stack.findLastIndex((opener) => opener.what === "environment" && opener.name === name);
  }

  /** What lies above a depth, but no more than so many. */
  above(depth: number, most: number): readonly Opener[] {
    return this.#stack.slice(Math.max(depth + 1, this.#stack.length - most));
  }

  /** Takes what is open from a depth on off the stack, the innermost first. */
  cut(depth: number): Opener[] {
    const cut = this.#stack.splice(depth).reverse();
    for (const { what, name } of cut) if (what === "environment") this.#names.set(name, this.#names.get(name)! - 1);
    return cut;
  }
}
