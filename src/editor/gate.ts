import * as vscode from "vscode";
import type { Purpose, Terms } from "../engine/setup";
import { changeSetting } from "./configuration";
import type { Desk } from "./desk";

/**
 * Whether something that costs time or money may begin: nothing that it cannot do without is missing, and the researcher has
 * agreed to who is asked and what it may cost. What is missing is shown instead.
 */
export async function mayBegin(desk: Pick<Desk, "studio" | "setup">, purpose: Purpose): Promise<boolean> {
  const options = { location: { viewId: "aiScientist.ideas" } };
  const missing = await vscode.window.withProgress(options, () => desk.setup.missing(purpose));
  if (missing.length > 0) {
    await desk.setup.show();
    return false;
  }
  if (!(await agreed(desk))) return false;
  await desk.setup.hide();
  return true;
}

/** Asked once for each project and model; the cap can be changed on the spot. */
async function agreed({ studio, setup }: Pick<Desk, "studio" | "setup">): Promise<boolean> {
  const board = await studio.openBoard();
  const { project } = board;
  const terms = await project.terms();
  if (terms.price === "free") return true;
  const key = `agreed ${project.folder}`;
  const who = `${terms.models.join(", ")} ${terms.host}`;
  if (studio.context.workspaceState.get(key) === who) return true;
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t("At most how many US dollars may one idea cost?"),
    prompt: promptFor(terms, setup.lacksLatex, board.models.wholeIdeaWords(vscode.l10n, board.state())),
    value: String(terms.dollars),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() !== "" && Number(text) >= 0 ? undefined : vscode.l10n.t("Give an amount, 0 or more."),
  });
  if (value === undefined) return false;
  if (Number(value) !== terms.dollars) {
    await changeSetting("budget.dollars", Number(value), project.folder);
    await studio.settingsChanged();
  }
  await studio.context.workspaceState.update(key, who);
  return true;
}

function promptFor({ models, host, place, price }: Terms, lacksLatex: boolean, expected: string): string {
  const who = models.join(", ");
  const asked = host
    ? vscode.l10n.t("{0} at {1} thinks and writes", who, host)
    : vscode.l10n.t("{0} thinks and writes", who);
  const sentences = [
    vscode.l10n.t("{0}; experiments run on {1}.", asked, place),
    ...(expected ? [expected] : []),
    ...(price === "unknown" ? [vscode.l10n.t("Its price is not known, so the cap cannot count what it costs.")] : []),
    ...(lacksLatex ? [vscode.l10n.t("LaTeX is missing: the paper gets no PDF until it is installed.")] : []),
    vscode.l10n.t("Asked once for this project and model."),
  ];
  return sentences.join(" ");
}
