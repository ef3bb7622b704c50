import { type Experiments, type FromPanel, type Row, ToPanel, type Words } from "../contract/experiments";
import { Below } from "./below";
import { chosenRuns, runColors, runNames } from "./chosen";
import { allColumns, type Column, shownColumns } from "./columns";
import { el, fill } from "./dom";
import { type MenuItem, openMenu } from "./menu";
import { nextSort, orderedRows, withRows } from "./order";
import { RunTable } from "./table";
import { Toolbar } from "./toolbar";
import { type ViewState, viewStateOf } from "./view-state";

export type Host = {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** A run that got other numbers is another one for charts and order. */
function sameNumbers(row: Row, before: Row | undefined): boolean {
  const [now, then] = [Object.values(row.cells), Object.values(before?.cells ?? {})];
  return (
    row.isBest === before?.isBest &&
    now.length === then.length &&
    now.every(({ mean }, index) => mean === then[index]?.mean)
  );
}

/** The panel: what the editor said, what the researcher chose, and the parts that show both. */
export class ExperimentsView {
  readonly #root: HTMLElement;
  readonly #host: Host;
  readonly #table: RunTable;
  readonly #toolbar: Toolbar;
  readonly #below: Below;
  readonly #empty = el("p", { class: "empty", hidden: true });
  #view: ViewState;
  #model: Experiments | undefined;
  #words: Words | undefined;
  #rows: readonly Row[] = [];
  #columns: readonly Column[] = [];

  constructor(root: HTMLElement, host: Host) {
    this.#root = root;
    this.#host = host;
    this.#view = viewStateOf(host.getState());
    this.#table = new RunTable({
      sort: (column) => this.#change({ sort: nextSort(this.#view.sort, column) }),
      choose: (run, chosen) => this.#choose(run, chosen),
      current: (run) => this.#keep({ current: run }),
      menu: (row, at) => this.#openActions(row, at),
    });
    this.#toolbar = new Toolbar({
      filter: (filter) => this.#change({ filter }),
      idea: (idea) => this.#change({ idea }),
      columns: (at) => this.#openColumns(at),
      exporting: (at) => this.#openExports(at),
      down: () => this.#table.focus(),
    });
    this.#below = new Below((changes) => this.#change(changes));
    root.append(this.#toolbar.element, this.#table.element, this.#empty, this.#below.element);
    setInterval(() => this.#table.tick(), 1000);
    // Charts are drawn with the theme's colours as they are then.
    const recolored = new MutationObserver(() => this.#draw());
    recolored.observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
  }

  /** What does not fit the contract is dropped. */
  receive(raw: unknown): void {
    const message = ToPanel.safeParse(raw).data;
    if (message?.type === "show") {
      this.#words = message.words as Words;
      this.#model = message.model;
      this.#draw();
    } else if (message?.type === "rows" && this.#model) this.#update(message.rows);
    else if (message?.type === "reveal") this.#reveal(message.run);
    else if (message) this.#below.receive(message);
  }

  /** What hides the run is taken away. */
  #reveal(run: string): void {
    const row = this.#model?.rows.find(({ key }) => key === run);
    if (!row) return;
    const inSight = this.#rows.some(({ key }) => key === run);
    this.#change({ current: run, ...(inSight ? {} : { filter: "", idea: row.slug }) });
    this.#table.focus();
  }

  /** New content in the same places is put there; where the order or what is in sight changes, the table is drawn anew. */
  #update(changed: readonly Row[]): void {
    const before = this.#model!;
    const model = withRows(before, changed);
    this.#model = model;
    const rows = orderedRows(model, this.#view, this.#columns);
    const same = rows.length === this.#rows.length && rows.every(({ key }, index) => key === this.#rows[index]?.key);
    const known = new Map(before.rows.map((row) => [row.key, row]));
    const isOnlyText = changed.every(
      (row) => row.state === known.get(row.key)?.state && sameNumbers(row, known.get(row.key)),
    );
    if (!same || !isOnlyText) {
      this.#draw();
      return;
    }
    this.#rows = rows;
    this.#table.update(rows, changed);
  }

  #draw(): void {
    const [model, words] = [this.#model, this.#words];
    if (!model || !words) return;
    const columns = shownColumns(model, this.#view, words);
    this.#columns = columns;
    this.#rows = orderedRows(model, this.#view, columns);
    this.#toolbar.show({ model, words, view: this.#view, shown: this.#rows.length });
    const chosen = new Set(chosenRuns(model, this.#view));
    const colors = runColors(model, [...chosen]);
    this.#table.show({ words, rows: this.#rows, columns, view: this.#view, chosen, colors });
    this.#showBelow(columns, [...chosen], colors);
    this.#sayNothing(model, words);
    this.#root.removeAttribute("aria-busy");
  }

  #showBelow(columns: readonly Column[], chosen: readonly string[], colors: ReadonlyMap<string, string>): void {
    const [model, words, view, rows] = [this.#model!, this.#words!, this.#view, this.#rows];
    const names = runNames(model, view);
    const post = (message: FromPanel) => this.#host.postMessage(message);
    const change = (changes: Partial<ViewState>) => this.#change(changes);
    this.#below.show({ model, words, view, rows, columns, chosen, colors, names, post, change });
  }

  /** An empty table says why it is empty. */
  #sayNothing(model: Experiments, words: Words): void {
    const none = this.#rows.length === 0;
    this.#empty.hidden = !none;
    this.#table.element.hidden = none;
    this.#empty.textContent = this.#view.filter ? fill(words.noRunMatches, this.#view.filter) : model.nothing;
  }

  #keep(changes: Partial<ViewState>): void {
    this.#view = { ...this.#view, ...changes };
    this.#host.setState(this.#view);
  }

  #change(changes: Partial<ViewState>): void {
    this.#keep(changes);
    this.#draw();
  }

  #choose(run: string, chosen: boolean): void {
    if (!this.#model) return;
    const others = chosenRuns(this.#model, this.#view).filter((key) => key !== run);
    this.#change({ chosen: chosen ? [...others, run] : others });
  }

  #openActions(row: Row, at: HTMLElement): void {
    const words = this.#words!;
    const items = row.actions.map((action): MenuItem => {
      return { label: words[action], run: () => this.#host.postMessage({ type: "act", action, run: row.key }) };
    });
    openMenu(at, items, { label: fill(words.actions, row.name) });
  }

  #openColumns(at: HTMLElement): void {
    const words = this.#words!;
    const all = allColumns(this.#model!, words);
    const toggle = (key: string) => {
      const shown = this.#columns.map((column) => column.key);
      const columns = shown.includes(key) ? shown.filter((other) => other !== key) : [...shown, key];
      this.#change({ columns });
    };
    const shown = new Set(this.#columns.map(({ key }) => key));
    const item = ({ key, label, detail }: Column): MenuItem => {
      return { label: detail ? `${label} · ${detail}` : label, checked: shown.has(key), run: () => toggle(key) };
    };
    const about = all.filter(({ metric, key }) => !metric && key !== "run").map(item);
    const metrics = all.filter(({ metric }) => metric);
    openMenu(at, [...about, "line", ...metrics.map(item)], { label: words.columns, stays: true });
  }

  #openExports(at: HTMLElement): void {
    const words = this.#words!;
    const metrics = this.#columns.flatMap(({ metric, key }) => (metric ? [key] : []));
    const item = (label: string, format: "csv" | "latex", to: "file" | "clipboard"): MenuItem => {
      const rows = this.#rows.map(({ key }) => key);
      return { label, run: () => this.#host.postMessage({ type: "export", format, to, rows, metrics }) };
    };
    const items = [
      item(words.saveCsv, "csv", "file"),
      item(words.copyCsv, "csv", "clipboard"),
      item(words.saveLatex, "latex", "file"),
      item(words.copyLatex, "latex", "clipboard"),
    ];
    openMenu(at, items, { label: words.export });
  }
}
