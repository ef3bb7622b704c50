import type { L10n, TreeNode } from "./tree-node";

/** Why a project cannot be opened, in a sentence, and where that can be mended. */
export type Trouble = { readonly text: string; readonly file?: string; readonly settings: boolean };

/** The one thing to do about a project that cannot be opened. Its sentence stands above, where it has room. */
export function troubleTree(l10n: L10n, { file, settings, text }: Trouble): TreeNode[] {
  const label = file ? l10n.t("Open {0}", file) : settings ? l10n.t("Open Settings") : l10n.t("Show Log");
  const icon = file ? "go-to-file" : settings ? "settings-gear" : "output";
  const spoken = `${text} ${l10n.t("Next: {0}", label)}`;
  return [{ id: "next:trouble", label, icon, color: "textLink.foreground", command: "mend", spoken, subject: {} }];
}
