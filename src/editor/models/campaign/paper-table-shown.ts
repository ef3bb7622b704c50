import { dollars } from "../../../research/money";
import { hasSeveralScales, type PaperTableRow } from "../../../research/paper-table";
import type { TextTable } from "../../../webview/contract/campaign";
import type { L10n } from "../tree-node";

/** The table of the paper in the researcher's language; what is exported has the paper's own words. */
export function paperTableShown(l10n: L10n, rows: readonly PaperTableRow[]): TextTable {
  return {
    head: [
      ...[l10n.t("Model"), l10n.t("Template"), l10n.t("Ideas"), l10n.t("Novel"), l10n.t("Experiments passed")],
      ...[
        l10n.t("Papers completed"),
        l10n.t("Review form"),
        l10n.t("Mean score"),
        l10n.t("Best score"),
        l10n.t("Cost"),
      ],
    ],
    words: 2,
    rows: rows.map((row) => [
      ...[row.model || "–", row.template || "–"],
      ...[row.ideas, row.novel, row.experimentsPassed, row.completedPapers].map(String),
      row.scale || "–",
      ...[row.meanScore, row.maxScore].map((score) => score?.toFixed(2) ?? "–"),
      row.unpriced ? `≥ ${dollars(row.cost)}` : dollars(row.cost),
    ]),
    remarks: [
      ...(hasSeveralScales(rows)
        ? [l10n.t("Scores of different review forms are on different scales: compare them within one form only.")]
        : []),
      ...(rows.some(({ rehearsal }) => rehearsal)
        ? [
            l10n.t(
              "Ideas of the rehearsal model are among them: its papers and scores show that the way works, and nothing else.",
            ),
          ]
        : []),
    ],
  };
}
