/** Answers kept by their question, so that what did not change since is not worked out again. Forgets all when it is full. */
export class Memory<Answer> {
  readonly #answers = new Map<string, Answer>();

  constructor(readonly most: number) {}

  recall(question: string, answer: () => Answer): Answer {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    if (this.#answers.size >= this.most) this.#answers.clear();
    const fresh = answer();
    this.#answers.set(question, fresh);
    return fresh;
  }
}
