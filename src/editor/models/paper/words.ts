import type { PaperWords } from "../../../webview/contract/paper";
import type { L10n } from "../tree-node";

/** Every text of the panel that shows a paper. */
export function paperWords(l10n: L10n): PaperWords {
  return {
    page: l10n.t("Page {0}"),
    pageNumber: l10n.t("Page number"),
    ofPages: l10n.t("of {0}"),
    previousPage: l10n.t("Previous Page"),
    nextPage: l10n.t("Next Page"),
    zoomIn: l10n.t("Zoom In"),
    zoomOut: l10n.t("Zoom Out"),
    zoom: l10n.t("Zoom"),
    fitWidth: l10n.t("Fit Width"),
    fitPage: l10n.t("Fit Page"),
    find: l10n.t("Find"),
    findInPaper: l10n.t("Find in the paper"),
    previousMatch: l10n.t("Previous Match"),
    nextMatch: l10n.t("Next Match"),
    closeFind: l10n.t("Close"),
    matches: l10n.t("{0} of {1}"),
    noMatch: l10n.t("No results"),
    darkPages: l10n.t("Dark Pages"),
    compile: l10n.t("Compile"),
    compiling: l10n.t("Compiling…"),
    waiting: l10n.t("Waiting for another window that compiles this paper…"),
    stop: l10n.t("Stop"),
    outOfDate: l10n.t("Out of date: the source has changed since"),
    failed: l10n.t("The source does not compile"),
    showProblems: l10n.t("Show Problems"),
    reading: l10n.t("Reading the PDF…"),
    unreadable: l10n.t("The PDF cannot be shown: {0}"),
    back: l10n.t("Back to where the link was"),
    noPlace: l10n.t("not found in the PDF"),
  };
}
