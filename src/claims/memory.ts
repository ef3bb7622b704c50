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

/** The words over and beside a table's cells come again and again. */
export function remembering<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  const answers = new Memory<Answer>(2000);
  return (text) => answers.recall(text, () => find(text));
}

/** What is worked out when it is first asked for. */
export function once<Value>(work: () => Value): () => Value {
  let value: { readonly it: Value } | undefined;
  return () => {
    value ??= { it: work() };
    return value.it;
  };
}
