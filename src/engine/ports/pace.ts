/** Keeps the calls of several ideas from storming an endpoint that is busy. */
export interface Pace {
  /** Resolves when a call to this model may be made; rejects with the signal's reason. */
  turn(model: string, signal: AbortSignal): Promise<Turn>;
}

export interface Turn {
  /** The call is over. `limited`: the endpoint had too much to do, and asked to be left alone for so many milliseconds, if it said. */
  over(limited?: { readonly retryAfterMs: number | undefined }): void;
}
