import type { CurvePart } from "../contract/experiments";
import { CurveChart } from "./curve-chart";
import { type Chart, type CurveStore, chartsOf, withParts } from "./curve-data";
import { el } from "./dom";
import type { Section, SectionContext } from "./section";

/** The learning curves of the chosen runs, drawn over each other, one chart for each curve. */
export class CurvesSection implements Section {
  readonly element = el("div", { class: "charts" });
  #store: CurveStore = new Map();
  #charts = new Map<string, CurveChart>();
  #look = "";
  #wanted = "";

  show(context: SectionContext): void {
    const { chosen, post, view, words } = context;
    const wanted = chosen.join("\n");
    if (wanted !== this.#wanted) post({ type: "want-curves", runs: [...chosen] });
    this.#wanted = wanted;
    const charts = chartsOf(this.#store, chosen);
    const look = JSON.stringify([view.logarithmic, [...context.colors], [...context.names]]);
    if (look !== this.#look) this.#clear();
    this.#look = look;
    this.#draw(charts, context);
    const empty = chosen.length === 0 ? words.chooseRuns : charts.length === 0 ? words.noCurves : "";
    for (const old of this.element.querySelectorAll(".empty")) old.remove();
    if (empty) this.element.append(el("p", { class: "empty", text: empty }));
  }

  receive(run: string, parts: readonly CurvePart[]): void {
    this.#store = withParts(this.#store, run, parts);
  }

  /** Charts that only grew stay what they are. */
  #draw(charts: readonly Chart[], { words, post, view, names, colors }: SectionContext): void {
    const look = { words, post, logarithmic: view.logarithmic, names, colors };
    const wanted = new Set(charts.map(({ key }) => key));
    for (const [key, chart] of this.#charts) if (!wanted.has(key)) this.#remove(key, chart);
    for (const chart of charts) {
      const known = this.#charts.get(chart.key);
      if (known?.update(chart)) continue;
      if (known) this.#remove(chart.key, known);
      const holder = new CurveChart(chart, look);
      this.#charts.set(chart.key, holder);
      this.element.append(holder.element);
    }
  }

  #remove(key: string, chart: CurveChart): void {
    chart.destroy();
    this.#charts.delete(key);
  }

  #clear(): void {
    for (const [key, chart] of this.#charts) this.#remove(key, chart);
  }
}
