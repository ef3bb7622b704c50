import type { Words } from "../../../webview/contract/experiments";
import type { L10n } from "../tree-node";

/** Every text of the panel. Places are left in: the panel puts in what it knows. */
export function experimentsWords(l10n: L10n): Words {
  return { ...tableWords(l10n), ...actionWords(l10n), ...chartWords(l10n), ...comparisonWords(l10n) };
}

function tableWords(l10n: L10n) {
  return {
    tableName: l10n.t("Runs with their numbers beside the baseline's"),
    run: l10n.t("Run"),
    commit: l10n.t("Commit"),
    change: l10n.t("What changed"),
    guards: l10n.t("Guards"),
    time: l10n.t("Time"),
    cost: l10n.t("Cost"),
    host: l10n.t("Host"),
    state: l10n.t("State"),
    idea: l10n.t("Idea"),
    allIdeas: l10n.t("All ideas"),
    filter: l10n.t("Filter runs"),
    columns: l10n.t("Columns"),
    best: l10n.t("best so far"),
    baseline: l10n.t("baseline"),
    of: l10n.t("{0} of {1}", "{0}", "{1}"),
    runsShown: l10n.t("Runs: {0}", "{0}"),
    noRunMatches: l10n.t("No run matches “{0}”.", "{0}"),
    guardsPassed: l10n.t("{0} passed", "{0}"),
    guardsFailed: l10n.t("{0} failed", "{0}"),
    lowerIsBetter: l10n.t("lower is better"),
    higherIsBetter: l10n.t("higher is better"),
    notCounted: l10n.t("does not count"),
  };
}

function actionWords(l10n: L10n) {
  return {
    actions: l10n.t("Actions for {0}", "{0}"),
    show: l10n.t("Show curves of {0}", "{0}"),
    openLog: l10n.t("Open Log"),
    openResults: l10n.t("Open Results"),
    showCommit: l10n.t("Show Commit"),
    markInvalid: l10n.t("Mark Invalid…"),
    markValid: l10n.t("Count Again"),
    openTerminal: l10n.t("Open Terminal"),
    export: l10n.t("Export"),
    copyCsv: l10n.t("Copy Table as CSV"),
    saveCsv: l10n.t("Save Table as CSV…"),
    copyLatex: l10n.t("Copy Table as LaTeX"),
    saveLatex: l10n.t("Save Table as LaTeX…"),
    savePng: l10n.t("Save as PNG…"),
    copySummary: l10n.t("Copy Summary"),
  };
}

function chartWords(l10n: L10n) {
  return {
    curves: l10n.t("Curves"),
    parameters: l10n.t("Parameters"),
    pictures: l10n.t("Figures"),
    summary: l10n.t("Summary"),
    logScale: l10n.t("Logarithmic"),
    noCurves: l10n.t("No curves: the chosen runs wrote no curves.json."),
    chooseRuns: l10n.t("Check the runs whose curves are to be drawn over each other."),
    noPictures: l10n.t("No figures yet: they come when the results are plotted."),
    noParameters: l10n.t("No number in the code differs between these runs."),
    mean: l10n.t("mean of {0}", "{0}"),
    curveSummary: l10n.t("{0} on {1}, curves: {2}.", "{0}", "{1}", "{2}"),
    curveLine: l10n.t("{0}: from {1} to {2}", "{0}", "{1}", "{2}"),
    parametersSummary: l10n.t("What differs between the runs: {0}.", "{0}"),
    axisNumbers: l10n.t("{0} from {1} to {2}", "{0}", "{1}", "{2}"),
    axisWords: l10n.t("{0}: {1}", "{0}", "{1}"),
  };
}

function comparisonWords(l10n: L10n) {
  return {
    compare: l10n.t("Compare"),
    chooseTwo: l10n.t("Check two runs to see them side by side."),
    openDiff: l10n.t("Open Diff in Editor"),
    sameCode: l10n.t("Both runs have the same code."),
    metric: l10n.t("Metric"),
    dataset: l10n.t("Data set"),
    difference: l10n.t("Difference"),
    verdictBetter: l10n.t("better"),
    verdictWorse: l10n.t("worse"),
    verdictUnclear: l10n.t("no clear difference"),
    verdictUnknown: l10n.t("noise unknown"),
    verdictRepeat: l10n.t("a repeat: noise"),
  };
}
