import type { ParameterAxis } from "../contract/experiments";
import { chartFrame, framedPicture } from "./chart-frame";
import { el, fill } from "./dom";
import { shortNumber } from "./format";
import { drawParallel, runAt } from "./parallel-chart";
import { placed } from "./parallel-data";
import type { Section, SectionContext } from "./section";

/** What differs between the runs in sight, beside what they measured: an axis for each, a line for each run. */
export class ParallelSection implements Section {
  readonly element = el("div", { class: "charts wide" });
  readonly #canvas = el("canvas");
  readonly #legend = el("ul", { class: "legend" });
  #axes: readonly ParameterAxis[] | undefined;
  #asked = "";
  #words = "";
  #summarise: (text: string) => void = () => {};
  #context: SectionContext | undefined;
  #spots: ReturnType<typeof drawParallel> = new Map();
  #pointed: string | undefined;

  constructor() {
    this.#canvas.addEventListener("pointermove", (event) =>
      this.#point(runAt(this.#spots, { x: event.offsetX, y: event.offsetY })),
    );
    this.#canvas.addEventListener("pointerleave", () => this.#point(undefined));
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  show(context: SectionContext): void {
    this.#context = context;
    const runs = context.rows.filter(({ cells }) => Object.keys(cells).length > 0).map(({ key }) => key);
    const asked = [...runs].sort().join("\n");
    if (asked !== this.#asked) context.post({ type: "want-parameters", runs });
    this.#asked = asked;
    if (this.#axes === undefined) return;
    if (this.#axes.length === 0) {
      this.#words = "";
      this.element.replaceChildren(el("p", { class: "empty", text: context.words.noParameters }));
      return;
    }
    this.#frame(context);
    this.#draw();
  }

  receive(axes: readonly ParameterAxis[]): void {
    this.#axes = axes;
  }

  #frame({ words, post }: SectionContext): void {
    if (this.#words === words.parameters) return;
    this.#words = words.parameters;
    const picture = () => framedPicture(this.#canvas, words.parameters, this.#entries());
    const { element, body, summarise } = chartFrame({ title: words.parameters, detail: "", words, post, picture });
    body.append(this.#canvas);
    body.after(this.#legend);
    this.#summarise = summarise;
    this.element.replaceChildren(element);
  }

  /** Parameters, then the metrics that the table shows. */
  #allAxes(): ParameterAxis[] {
    const { rows, columns } = this.#context!;
    const metrics = columns.flatMap(({ metric }) => (metric ? [metric] : [])).slice(0, 4);
    const measured = metrics.map((metric): ParameterAxis => {
      const values = rows.flatMap(({ key, cells }) =>
        cells[metric.key] ? [[key, cells[metric.key]!.mean] as const] : [],
      );
      const way = metric.direction ? { lower: " ↓", higher: " ↑" }[metric.direction] : "";
      return { name: `${metric.metric} ${metric.dataset}${way}`, kind: "metric", values: Object.fromEntries(values) };
    });
    return [...(this.#axes ?? []), ...measured];
  }

  #draw(): void {
    const context = this.#context;
    if (!context || !this.#axes?.length || !this.#canvas.isConnected) return;
    const axes = this.#allAxes();
    const chosen = new Set(context.chosen);
    const quiet = getComputedStyle(document.body).getPropertyValue("--vscode-descriptionForeground").trim();
    const lines = context.rows.map(({ key }) => ({
      run: key,
      color: context.colors.get(key) ?? quiet,
      strong: chosen.has(key),
    }));
    const room = this.#canvas.parentElement?.clientWidth ?? 600;
    this.#spots = drawParallel(this.#canvas, room, axes.map(placed), lines, this.#pointed);
    this.#tell(axes);
  }

  #point(run: string | undefined): void {
    if (run === this.#pointed) return;
    this.#pointed = run;
    this.#draw();
  }

  #entries() {
    const { chosen, colors, names } = this.#context!;
    const shown = this.#pointed && !chosen.includes(this.#pointed) ? [...chosen, this.#pointed] : chosen;
    return shown.map((run) => ({ name: names.get(run) ?? run, color: colors.get(run) ?? "currentColor" }));
  }

  #tell(axes: readonly ParameterAxis[]): void {
    const { words } = this.#context!;
    const entries = this.#entries().map(({ name, color }) => {
      const swatch = el("i", { class: "swatch", "aria-hidden": "true" });
      swatch.style.background = color;
      return el("li", {}, swatch, el("span", { text: name }));
    });
    this.#legend.replaceChildren(...entries);
    const said = axes.map(({ name, values }) => {
      const all = Object.values(values);
      const numbers = all.filter((value) => typeof value === "number");
      if (numbers.length < all.length) return fill(words.axisWords, name, [...new Set(all)].join(", "));
      return fill(words.axisNumbers, name, shortNumber(Math.min(...numbers)), shortNumber(Math.max(...numbers)));
    });
    this.#summarise(fill(words.parametersSummary, said.join("; ")));
  }
}
