import type { Compared, ComparedMetric, DiffLine, Row, Words } from "../contract/experiments";
import { differenceContent } from "./cells";
import { el } from "./dom";
import type { Section, SectionContext } from "./section";

/** Two runs beside each other: every metric with its interval, and the code that is not the same. */
export class CompareSection implements Section {
  readonly element = el("div", { class: "compare" });
  readonly #result = el("div", { class: "result" });
  #compared: Compared | undefined;
  #asked = "";
  #drawn = "";

  show(context: SectionContext): void {
    const { words, post } = context;
    const pair = pairOf(context);
    if (!pair) {
      this.#drawn = "";
      this.element.replaceChildren(el("p", { class: "empty", text: words.chooseTwo }));
      return;
    }
    const [one, other] = pair;
    const state = JSON.stringify([pair, context.rows.map(({ key, name, state }) => [key, name, state])]);
    if (state !== this.#asked) post({ type: "want-comparison", one, other });
    this.#asked = state;
    if (state !== this.#drawn) this.#drawHead(context, pair);
    this.#drawn = state;
    const shown = this.#compared?.one === one && this.#compared.other === other ? this.#compared : undefined;
    this.#result.replaceChildren(...(shown ? comparison(shown, context) : []));
  }

  receive(compared: Compared): void {
    this.#compared = compared;
  }

  /** The choice that has the keyboard keeps it. */
  #drawHead(context: SectionContext, pair: readonly [string, string]): void {
    const controls = () => [...this.element.querySelectorAll<Element>(".compare-head > *")];
    const at = controls().indexOf(document.activeElement ?? this.element);
    this.element.replaceChildren(head(context, pair), this.#result);
    if (at >= 0) (controls()[at] as HTMLElement).focus();
  }
}

/** As chosen, else the two runs that are checked, else the baseline and the best. */
function pairOf({ view, chosen, rows }: SectionContext): readonly [string, string] | undefined {
  const isThere = (key: string) => rows.some((row) => row.key === key && row.commit !== "");
  if (view.pair?.every(isThere)) return view.pair;
  const checked = chosen.filter(isThere);
  const first =
    rows.find(({ isBaseline, commit }) => isBaseline && commit !== "") ?? rows.find(({ commit }) => commit !== "");
  const second =
    rows.find(({ isBest }) => isBest) ?? rows.find(({ key, commit }) => commit !== "" && key !== first?.key);
  const [one, other] = checked.length === 2 ? inOrder(checked, rows) : [first?.key, second?.key];
  return one && other && one !== other ? [one, other] : undefined;
}

function inOrder(keys: readonly string[], rows: readonly Row[]): readonly (string | undefined)[] {
  const number = (key: string) => rows.find((row) => row.key === key)?.number ?? 0;
  return [...keys].sort((one, other) => number(one) - number(other));
}

function head(
  { rows, names, words, change, post }: SectionContext,
  [one, other]: readonly [string, string],
): HTMLElement {
  const select = (chosen: string, choose: (key: string) => void) => {
    const options = rows
      .filter(({ commit }) => commit !== "")
      .map(({ key, name }) => el("option", { value: key, text: names.get(key) ?? name, selected: key === chosen }));
    const made = el("select", { "aria-label": words.run }, ...options);
    made.addEventListener("change", () => choose(made.value));
    return made;
  };
  const first = select(one, (key) => change({ pair: [key, other] }));
  const second = select(other, (key) => change({ pair: [one, key] }));
  const diff = el(
    "button",
    { type: "button", class: "quiet-button", onclick: () => post({ type: "open-diff", one, other }) },
    words.openDiff,
  );
  return el(
    "div",
    { class: "compare-head" },
    first,
    el("span", { class: "quiet", "aria-hidden": "true", text: "→" }),
    second,
    diff,
  );
}

function comparison({ one, other, metrics, diff, note }: Compared, { words, names }: SectionContext): HTMLElement[] {
  const reach = new Map<string, number>();
  for (const { metric, difference } of metrics)
    reach.set(metric, Math.max(reach.get(metric) ?? 0, farthest(difference)));
  const heads = [words.metric, words.dataset, names.get(one) ?? one, names.get(other) ?? other, words.difference];
  const head = heads.map((text, index) =>
    el("th", { scope: "col", class: index > 1 ? "pair head numeric" : "pair head", text, title: text }),
  );
  const lines = metrics.map((row) => metricLine(row, reach.get(row.metric) ?? 0, words));
  const table = el(
    "table",
    { "aria-label": words.compare },
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...lines),
  );
  const code = diff.length === 0 ? el("p", { class: "quiet", text: words.sameCode }) : diffBlock(diff);
  return [table, code, ...(note ? [el("p", { class: "quiet", text: note })] : [])];
}

function farthest(difference: ComparedMetric["difference"]): number {
  const { low, high } = difference ?? {};
  return low === undefined || high === undefined ? 0 : Math.max(Math.abs(low), Math.abs(high));
}

function metricLine(
  { metric, dataset, primary, one, other, difference }: ComparedMetric,
  reach: number,
  words: Words,
): HTMLElement {
  const number = (cell: ComparedMetric["one"]) =>
    el(
      "td",
      { class: "pair numeric" },
      cell ? el("span", { text: cell.text }) : "–",
      cell ? el("span", { class: "pm", text: cell.plusMinus }) : undefined,
    );
  const verdict = difference ? [differenceContent(difference, reach, words)] : [];
  return el(
    "tr",
    {},
    el("th", { scope: "row", class: primary ? "pair primary" : "pair", text: metric }),
    el("td", { class: "pair", text: dataset }),
    number(one),
    number(other),
    el("td", { class: "pair numeric" }, ...verdict),
  );
}

/** The code's changes, coloured and with signs for who does not see the colours. */
function diffBlock(lines: readonly DiffLine[]): HTMLElement {
  const sign = { file: "", hunk: "", same: " ", added: "+", removed: "−" };
  const drawn = lines.map(({ kind, text }) =>
    el("div", { class: `line-${kind}` }, el("span", { class: "sign", text: sign[kind] }), text || " "),
  );
  return el("div", { class: "diff", tabindex: 0, role: "group" }, ...drawn);
}
