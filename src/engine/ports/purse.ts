/** What may be spent. It is looked into before each paid request, so that a cap that is changed holds from the next request on. */
export interface Purse {
  look(): Promise<Means>;
  /**
   * Sets aside what the next request may cost, beside what others that share a cap have set aside; resolves to what gives it back.
   * Waits where it will fit once others know what theirs did cost. Left out where nobody shares.
   */
  hold?(dollars: number, signal: AbortSignal): Promise<() => void>;
}

/** US dollars. */
export type Means = {
  /** What the idea, or whatever else the journal is about, may cost in all. With 0 no paid request is made. */
  readonly cap: number;
  /** What the project may cost in all; undefined when there is no such cap. */
  readonly total: number | undefined;
  /** What the project's other journals have spent so far. */
  readonly elsewhere: number;
  /** What its campaign may cost in all and what the campaign's other journals have spent; left out where there is no such cap. */
  readonly campaign?: { readonly cap: number; readonly elsewhere: number };
};
