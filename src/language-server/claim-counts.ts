import { ProtocolNotificationType } from "vscode-languageserver-protocol";

/** `aiScientist/claims`, from the server to the editor: how many of a paper's claims could be checked, and how many agree with the results. */
export type PaperClaims = { readonly uri: string; readonly supported: number; readonly checkable: number };

export const ClaimsNotification = { type: new ProtocolNotificationType<PaperClaims, void>("aiScientist/claims") };

/** Tells the counts of a paper when they are others than those told before. Nothing is told of a paper that never had results. */
export class ClaimCounts {
  readonly #told = new Map<string, string>();

  constructor(readonly send: (claims: PaperClaims) => void) {}

  tell(uri: string, { supported, checkable }: Omit<PaperClaims, "uri">): void {
    const counts = `${supported} of ${checkable}`;
    if ((this.#told.get(uri) ?? "0 of 0") === counts) return;
    this.#told.set(uri, counts);
    this.send({ uri, supported, checkable });
  }
}
