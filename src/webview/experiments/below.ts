import type { ToPanel } from "../contract/experiments";
import { CompareSection } from "./compare-section";
import { CurvesSection } from "./curves-section";
import { el } from "./dom";
import { ParallelSection } from "./parallel-section";
import { PicturesSection } from "./pictures-section";
import type { SectionContext } from "./section";
import { Tabs } from "./tabs";
import type { ViewState } from "./view-state";

/** What is below the table: curves, parameters, figures or two runs side by side. Only the part in sight is drawn. */
export class Below {
  readonly element: HTMLElement;
  readonly #tabs: Tabs;
  readonly #holder = el("div", { class: "below", id: "below", role: "tabpanel", tabindex: -1 });
  readonly #sections = {
    curves: new CurvesSection(),
    parameters: new ParallelSection(),
    pictures: new PicturesSection(),
    compare: new CompareSection(),
  };
  #context: SectionContext | undefined;

  constructor(change: (changes: Partial<ViewState>) => void) {
    this.#tabs = new Tabs(
      (tab) => change({ tab }),
      (logarithmic) => change({ logarithmic }),
    );
    this.element = el("section", { class: "lower", hidden: true }, this.#tabs.element, this.#holder);
  }

  show(context: SectionContext): void {
    this.#context = context;
    const { tab } = context.view;
    this.element.hidden = context.rows.length === 0;
    this.#tabs.show(context.words, context.view);
    this.#holder.setAttribute("aria-labelledby", `tab-${tab}`);
    const section = this.#sections[tab];
    if (section.element.parentElement !== this.#holder) this.#holder.replaceChildren(section.element);
    section.show(context);
  }

  /** What came for a part is shown when that is in sight. */
  receive(message: ToPanel): void {
    const { curves, parameters, compare } = this.#sections;
    if (message.type === "curves") curves.receive(message.run, message.parts);
    else if (message.type === "parameters") parameters.receive(message.axes);
    else if (message.type === "compared") compare.receive(message.compared);
    else return;
    if (this.#context) this.#sections[this.#context.view.tab].show(this.#context);
  }
}
