import type { L10n, TreeNode } from "./tree-node";

/** Why a project cannot be opened, in a sentence, and where that can be mended. */
export type Trouble = {
  readonly text: string;
  /** It is there and must be corrected. */
  readonly file?: string;
  /** It is not there and has to be made. */
  readonly lacks?: string;
  readonly settings: boolean;
};

/** The one thing to do about a project that cannot be opened. Its sentence stands above, where it has room. */
export function troubleTree(l10n: L10n, trouble: Trouble): TreeNode[] {
  const { text } = trouble;
  const [label, icon] = remedyFor(l10n, trouble);
  const spoken = `${text} ${l10n.t("Next: {0}", label)}`;
  return [{ id: "next:trouble", label, icon, color: "textLink.foreground", command: "mend", spoken, subject: {} }];
}

function remedyFor(l10n: L10n, { file, lacks, settings }: Trouble): [label: string, icon: string] {
  if (file) return [l10n.t("Open {0}", file), "go-to-file"];
  if (lacks) return [l10n.t("Complete Project…"), "new-file"];
  return settings ? [l10n.t("Open Settings"), "settings-gear"] : [l10n.t("Show Log"), "output"];
}
