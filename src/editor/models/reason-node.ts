import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText } from "./wording";

/** Why the model proposes what the row above holds, in its own words. */
export function reasonNode(l10n: L10n, above: string, why: string): TreeNode {
  return {
    id: `${above}:why`,
    label: "",
    description: why,
    tooltip: asText(why),
    icon: "comment",
    color: COLORS.quiet,
    spoken: l10n.t("Reason: {0}", why),
    subject: {},
  };
}
