/** What may be spent. It is looked into before each paid request, so that a cap that is changed holds from the next request on. */
export interface Purse {
  look(): Promise<Means>;
}

/** US dollars. */
export type Means = {
  /** What the idea, or whatever else the journal is about, may cost in all. With 0 no paid request is made. */
  readonly cap: number;
  /** What the project may cost in all; undefined when there is no such cap. */
  readonly total: number | undefined;
  /** What the project's other journals have spent so far. */
  readonly elsewhere: number;
};
