import type { Remedy, SetupItem } from "../../engine/setup";
import type { BoardState } from "./board-state";
import { type Action, nextAction } from "./idea-state";
import { joined, setupState } from "./setup-state";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText } from "./wording";

/** What is missing first, each with the one thing that a click does about it; what is there, below and folded away. */
export function setupTree(l10n: L10n, state: BoardState): TreeNode[] {
  const { setup } = state;
  if (!setup) return [];
  const items = joined(l10n, setup.items);
  const of = (wanted: SetupItem["state"]) => items.filter((item) => item.state === wanted);
  return [
    ...(setup.checking ? [checkingNode(l10n)] : readyNodes(l10n, state)),
    ...of("missing").map((item) => lackingNode(l10n, item)),
    ...of("warning").map((item) => lackingNode(l10n, item)),
    ...presentNodes(l10n, of("ok"), of("missing").length === 0),
  ];
}

function checkingNode(l10n: L10n): TreeNode {
  return { id: "setup:checking", label: l10n.t("Looking at what is there…"), icon: "loading~spin", subject: {} };
}

/** Once an idea can begin, the way on is a row of its own. */
function readyNodes(l10n: L10n, state: BoardState): TreeNode[] {
  if (setupState(state) !== "ready") return [];
  const action = state.begun.length === 0 ? nextAction(l10n, state) : undefined;
  const label = state.setup!.items.some((item) => item.state === "missing")
    ? l10n.t("An idea can begin")
    : l10n.t("Everything is ready");
  const ready = { id: "setup:ready", label, icon: "pass-filled", color: COLORS.good, subject: {} };
  return [ready, ...(action ? [onwardNode(l10n, action)] : [])];
}

function onwardNode(l10n: L10n, { verb, icon, command }: Action): TreeNode {
  const spoken = l10n.t("Next: {0}", verb);
  return { id: "setup:next", label: verb, icon, color: "textLink.foreground", command, spoken, subject: {} };
}

function lackingNode(l10n: L10n, item: SetupItem): TreeNode {
  const isMissing = item.state === "missing";
  const { remedy } = item;
  const label = labelOf(l10n, item);
  const verb = remedy && verbFor(l10n, remedy);
  const kind = isMissing ? l10n.t("Missing") : l10n.t("Note");
  return {
    id: `setup:${item.id}:${item.name}`,
    label,
    description: verb ?? restOf(item.text),
    tooltip: [asText(item.text), asText(item.fix), ...(remedy?.how === "type" ? [`\`${remedy.line}\``] : [])]
      .filter(Boolean)
      .join("\n\n"),
    icon: isMissing ? "error" : "warning",
    color: isMissing ? COLORS.bad : COLORS.warning,
    context: remedy ? `setup.fix.${item.id}` : "setup.note",
    spoken: [`${kind}: ${item.text}`, ...(verb ? [l10n.t("Fix: {0}", verb)] : [])].join(" "),
    ...(remedy ? { command: "fixSetup" } : {}),
    subject: remedy ? { remedy } : {},
  };
}

/** What is missing in a few words, what a click does about it, and why. */
export function lackingRows(l10n: L10n, items: readonly SetupItem[]) {
  const missing = joined(l10n, items).filter(({ state }) => state === "missing");
  return missing.map((item) => ({
    item,
    label: labelOf(l10n, item),
    verb: item.remedy ? verbFor(l10n, item.remedy) : "",
    detail: item.fix,
  }));
}

function labelOf(l10n: L10n, { id, name, state, text }: SetupItem): string {
  if (id === "literature") return l10n.t("No literature source");
  if (id === "place") return firstSentence(text);
  if (id === "packages") return l10n.t("Missing: {0}", name);
  if (id === "sandbox") return l10n.t("Runs have no sandbox");
  if (id === "model" || id === "reviewer") return text.replace(/\.$/, "");
  return state === "missing" ? l10n.t("{0} is missing", name) : l10n.t("{0} was not found", name);
}

/** `lab does not answer (Connection refused)` */
function firstSentence(text: string): string {
  return /^(.*?)\.(?:\s|$)/.exec(text)?.[1] ?? text;
}

/** What stands behind the colon of a note. */
function restOf(text: string): string {
  return /: (.*?)\.?$/.exec(text)?.[1] ?? "";
}

function verbFor(l10n: L10n, { how }: Remedy): string {
  const verbs: Record<Remedy["how"], string> = {
    type: l10n.t("Install…"),
    connect: l10n.t("Open Connection in Terminal"),
    visit: l10n.t("Download…"),
    commit: l10n.t("Commit…"),
    "choose-place": l10n.t("Choose Where Runs Go…"),
    "set-up-place": l10n.t("Open Settings"),
    "choose-interpreter": l10n.t("Choose Interpreter…"),
    "choose-model": l10n.t("Choose Model…"),
    "choose-reviewer": l10n.t("Choose Model…"),
    "set-key": l10n.t("Set API Key…"),
    "set-prices": l10n.t("Set Price…"),
  };
  return verbs[how];
}

function presentNodes(l10n: L10n, items: readonly SetupItem[], open: boolean): TreeNode[] {
  if (items.length === 0) return [];
  const children = items.map(({ id, name, value, text }) => ({
    id: `setup:${id}:${name}`,
    label: name,
    description: value,
    tooltip: asText(text),
    icon: "pass",
    color: COLORS.good,
    context: `setup.there.${id}`,
    spoken: l10n.t("There: {0} {1}", name, value),
    subject: {},
  }));
  const label = l10n.t("In place");
  const description = String(items.length);
  return [{ id: "setup:there", label, description, icon: "checklist", open, children, subject: {} }];
}
