import * as vscode from "vscode";
import type { ModelFailureKind } from "../engine/ports/language-model";
import { providerOf } from "../research/provider";

/** A failure of a model: an error of another bundle, so it is known by its name. */
export type ModelFault = Error & { readonly kind: ModelFailureKind };

export function isModelFailure(error: unknown): error is ModelFault {
  return error instanceof Error && error.name === "ModelFailure";
}

/** What the researcher wants to do about a failure while choosing a model. */
export type Mending = "again" | "another" | "anyway" | "change-address";

/** Says what is wrong and asks what to do about it, with the ways that this kind of failure leaves. */
export async function mendingOf(failure: ModelFault, address: string): Promise<Mending | undefined> {
  const ways = waysFor(failure.kind);
  const page = failure.kind === "no-credit" ? providerOf(address)?.creditPage : undefined;
  const topUp = vscode.l10n.t("Top Up");
  const verbs = ways.map(([verb]) => verb);
  const chosen = await vscode.window.showErrorMessage(failure.message, ...(page ? [topUp] : []), ...verbs);
  if (page && chosen === topUp) {
    await vscode.env.openExternal(vscode.Uri.parse(page));
    return mendingOf(failure, address);
  }
  return ways.find(([verb]) => verb === chosen)?.[1];
}

function waysFor(kind: ModelFailureKind): readonly (readonly [string, Mending])[] {
  const again = [vscode.l10n.t("Try Again"), "again"] as const;
  const another = [vscode.l10n.t("Choose Another"), "another"] as const;
  const anyway = [vscode.l10n.t("Use It Anyway"), "anyway"] as const;
  switch (kind) {
    case "unknown-model":
    case "not-allowed":
      return [another];
    case "wrong-address":
      return [[vscode.l10n.t("Change Address"), "change-address"]];
    case "no-credit":
      return [again, another];
    case "bad-request":
    case "too-long":
      return [another, anyway];
    default:
      return [again, anyway];
  }
}
