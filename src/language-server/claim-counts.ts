import { ProtocolNotificationType } from "vscode-languageserver-protocol";

/**
 * `aiScientist/claims`, from the server to the editor: how many of a paper's claims could be checked, how many agree with the
 * results, and how many statements a model has read.
 */
export type PaperClaims = {
  readonly uri: string;
  readonly supported: number;
  readonly checkable: number;
  readonly read: number;
};

export const ClaimsNotification = { type: new ProtocolNotificationType<PaperClaims, void>("aiScientist/claims") };

/** Tells the counts of a paper when they are others than those told before. Nothing is told of a paper that never had results. */
export class ClaimCounts {
  readonly #told = new Map<string, string>();

  constructor(readonly send: (claims: PaperClaims) => void) {}

  tell(uri: string, { supported, checkable, read }: Omit<PaperClaims, "uri">): void {
    const counts = `${supported} of ${checkable}, ${read} read`;
    if ((this.#told.get(uri) ?? "0 of 0, 0 read") === counts) return;
    this.#told.set(uri, counts);
    this.send({ uri, supported, checkable, read });
  }
}
