/** LaTeX in; undefined where the paper has nothing of that kind. */
export type Mutation = (text: string) => Mutant | undefined;

export type Mutant = {
  readonly text: string;
  /** What was done, as a sentence without subject. */
  readonly did: string;
};
