import uPlot from "uplot";
import type { Words } from "../contract/experiments";
import { chartFrame, framedPicture, type Post } from "./chart-frame";
import { aligned, type Chart, endsOf, type Line } from "./curve-data";
import { el, fill } from "./dom";
import { shortNumber } from "./format";

export type ChartLook = {
  readonly words: Words;
  readonly post: Post;
  readonly logarithmic: boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly colors: ReadonlyMap<string, string>;
};

const HEIGHT = 230;

/** One chart of curves: seeds thin, their mean bold, the values under the pointer in the legend. It lives until `destroy`. */
export class CurveChart {
  readonly element: HTMLElement;
  readonly #body: HTMLElement;
  readonly #summarise: (text: string) => void;
  readonly #legend = el("ul", { class: "legend" });
  readonly #look: ChartLook;
  #chart: Chart;
  #plot: uPlot;
  #observer: ResizeObserver;

  constructor(chart: Chart, look: ChartLook) {
    this.#chart = chart;
    this.#look = look;
    const { words, post } = look;
    const frame = chartFrame({ title: chart.name, detail: chart.dataset, words, post, picture: () => this.#picture() });
    this.element = frame.element;
    this.#body = frame.body;
    this.#summarise = frame.summarise;
    this.#plot = new uPlot(this.#options(), this.#data(), this.#body);
    frame.body.after(this.#legend);
    this.#observer = new ResizeObserver(() => this.#plot.setSize(this.#size()));
    this.#observer.observe(this.#body);
    this.#tell(null);
  }

  /** The same curves, longer. Other runs need another chart. */
  update(chart: Chart): boolean {
    const shape = ({ lines }: Chart) => JSON.stringify(lines.map(({ run, seeds }) => [run, seeds.length]));
    if (shape(chart) !== shape(this.#chart)) return false;
    this.#chart = chart;
    this.#plot.setData(this.#data());
    this.#tell(null);
    return true;
  }

  destroy(): void {
    this.#observer.disconnect();
    this.#plot.destroy();
    this.element.remove();
  }

  #size() {
    return { width: Math.max(200, this.#body.clientWidth), height: HEIGHT };
  }

  #data(): uPlot.AlignedData {
    const { lines } = this.#chart;
    return aligned(
      lines.flatMap(({ seeds, mean }) => (seeds.length > 1 ? [...seeds, mean] : [mean])),
      this.#look.logarithmic,
    );
  }

  #options(): uPlot.Options {
    const style = getComputedStyle(document.body);
    const quiet = style.getPropertyValue("--vscode-descriptionForeground").trim() || style.color;
    const grid = { stroke: `color-mix(in srgb, ${quiet} 18%, transparent)`, width: 1 };
    const axis: uPlot.Axis = {
      stroke: quiet,
      grid,
      ticks: { show: false },
      font: `11px ${style.fontFamily}`,
      labelFont: `11px ${style.fontFamily}`,
    };
    return {
      ...this.#size(),
      legend: { show: false },
      cursor: { y: false, points: { size: 6 }, drag: { x: true, y: false } },
      scales: { x: { time: false }, y: this.#look.logarithmic ? { distr: 3, log: 10 } : {} },
      axes: [
        { ...axis, label: this.#chart.xLabel, labelSize: 18, size: 26 },
        { ...axis, size: 56, values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : shortNumber(tick))) },
      ],
      series: [{}, ...this.#chart.lines.flatMap((line) => this.#series(line))],
      hooks: { setCursor: [({ cursor }) => this.#tell(cursor.idx ?? null)] },
    };
  }

  #series({ run, seeds }: Line): uPlot.Series[] {
    const stroke = this.#look.colors.get(run) ?? "currentColor";
    const common = { stroke, spanGaps: true, points: { show: false } };
    const thin = { ...common, width: 1, alpha: 0.3 };
    const bold = { ...common, width: 2 };
    return seeds.length > 1 ? [...seeds.map(() => thin), bold] : [bold];
  }

  /** The legend, with each mean at the pointer or else at its end; and the summary. */
  #tell(index: number | null): void {
    const { names, colors, words } = this.#look;
    const { lines, name, dataset } = this.#chart;
    let column = 0;
    const entries = lines.map(({ run, seeds, mean }) => {
      column += seeds.length > 1 ? seeds.length + 1 : 1;
      const value = index === null ? endsOf(mean)?.[1] : this.#plot.data[column]?.[index];
      const swatch = el("i", { class: "swatch", "aria-hidden": "true" });
      swatch.style.background = colors.get(run) ?? "currentColor";
      const number = el("b", { text: value === null || value === undefined ? "" : shortNumber(value) });
      const detail =
        seeds.length > 1 ? el("span", { class: "quiet", text: fill(words.mean, seeds.length) }) : undefined;
      return el("li", {}, swatch, el("span", { text: names.get(run) ?? run }), detail, number);
    });
    this.#legend.replaceChildren(...entries);
    if (index !== null) return;
    const said = lines.flatMap(({ run, mean }) => {
      const ends = endsOf(mean);
      return ends ? [`${fill(words.curveLine, names.get(run) ?? run, ...ends.map(shortNumber))}.`] : [];
    });
    this.#summarise([fill(words.curveSummary, name, dataset, lines.length), ...said].join(" "));
  }

  #picture(): HTMLCanvasElement {
    const { names, colors } = this.#look;
    const { lines, name, dataset } = this.#chart;
    const legend = lines.map(({ run }) => ({ name: names.get(run) ?? run, color: colors.get(run) ?? "currentColor" }));
    return framedPicture(this.#plot.ctx.canvas, `${name} · ${dataset}`, legend);
  }
}
