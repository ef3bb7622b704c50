import type { ToPaper } from "../contract/paper";

type Asked = Pick<Extract<ToPaper, { type: "find" }>, "texts" | "page">;

/** Looks for one text after the other until one is found; where none is, `giveUp` is told which page was meant. */
export class TextsInTurn {
  readonly #look: (text: string) => void;
  readonly #giveUp: (page: number | undefined) => void;
  #left: Asked | undefined;

  constructor(look: (text: string) => void, giveUp: (page: number | undefined) => void) {
    this.#look = look;
    this.#giveUp = giveUp;
  }

  begin(asked: Asked): void {
    this.#left = asked;
    this.#next();
  }

  /** What came of looking, in PDF.js's numbers: 1 for nothing, 3 for not done. */
  found(state: number | undefined): void {
    if (!this.#left || state === undefined || state === 3) return;
    if (state === 1) this.#next();
    else this.#left = undefined;
  }

  #next(): void {
    const { texts = [], page } = this.#left ?? {};
    const [text, ...rest] = texts;
    this.#left = text === undefined ? undefined : { texts: rest, page };
    if (text === undefined) this.#giveUp(page);
    else this.#look(text);
  }
}
