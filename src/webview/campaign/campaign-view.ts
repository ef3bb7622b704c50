import {
  type CampaignAction,
  type CampaignShown,
  type Campaigns,
  type CampaignWords,
  type FromCampaign,
  type IdeaLine,
  ToCampaign,
} from "../contract/campaign";
import { el, fill } from "../experiments/dom";
import { type MenuItem, openMenu } from "../experiments/menu";
import { IdeaTable } from "./idea-table";
import { newCampaign } from "./new-campaign";
import { nextSort } from "./order-lines";
import { slotsStrip } from "./slots-strip";
import { textTable } from "./text-table";
import { type ViewState, viewStateOf } from "./view-state";

export type Host = {
  postMessage(message: FromCampaign): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** The panel: what the editor said, what the researcher chose, and the parts that show both. */
export class CampaignView {
  readonly #bar = el("header", { class: "bar" });
  readonly #summary = el("p", { class: "summary", "aria-live": "polite" });
  readonly #slots = el("div");
  readonly #problems = el("div", { class: "problems", role: "status" });
  readonly #empty = el("p", { class: "empty", hidden: true });
  readonly #below = el("div", { class: "below" });
  readonly #table: IdeaTable;
  readonly #shown: HTMLElement;
  #form: HTMLElement | undefined;
  /** What was typed into the form that was sent last: where it came to nothing it is there again. */
  #draft: ViewState["form"];
  #view: ViewState;
  #model: Campaigns | undefined;
  #words: CampaignWords | undefined;

  constructor(
    readonly root: HTMLElement,
    private readonly host: Host,
  ) {
    this.#view = viewStateOf(host.getState());
    this.#table = new IdeaTable({
      sort: (column) => this.#change({ sort: nextSort(this.#view.sort, column) }),
      current: (line) => this.#keep({ current: line }),
      menu: (line, at) => this.#openActions(line, at),
    });
    this.#shown = el("div", { class: "shown" }, this.#summary, this.#slots, this.#table.element, this.#below);
    root.append(this.#bar, this.#problems, this.#empty, this.#shown);
  }

  /** Says that the page is there, and which campaign was shown in it. */
  begin(): void {
    const { campaign } = this.#view;
    this.host.postMessage({ type: "ready", ...(campaign === undefined ? {} : { campaign }) });
  }

  /** What does not fit the contract is dropped. */
  receive(raw: unknown): void {
    const message = ToCampaign.safeParse(raw).data;
    if (message?.type === "form") this.#change({ form: this.#view.form ?? this.#draft ?? {} });
    if (message?.type !== "show") return;
    this.#words = message.words as CampaignWords;
    this.#model = message.model;
    this.#draw();
  }

  #draw(): void {
    const [model, words] = [this.#model, this.#words];
    if (!model || !words) return;
    const { campaign } = model;
    const forming = this.#view.form !== undefined;
    this.#showForm(model, words);
    this.#drawBar(model, words);
    this.#shown.hidden = forming || campaign === undefined;
    this.#empty.hidden = forming || campaign !== undefined;
    this.#empty.textContent = words.nothing;
    const texts = model.problems.join("\n");
    if (this.#problems.dataset.texts !== texts) {
      this.#problems.dataset.texts = texts;
      this.#problems.replaceChildren(...model.problems.map((text) => el("p", { text })));
    }
    if (campaign) this.#drawCampaign(model, campaign, words);
    this.root.removeAttribute("aria-busy");
  }

  #drawCampaign(model: Campaigns, campaign: CampaignShown, words: CampaignWords): void {
    const summary = [campaign.summary, campaign.reason].filter(Boolean).join(" ");
    if (this.#summary.textContent !== summary) this.#summary.textContent = summary;
    this.#slots.replaceChildren(slotsStrip(campaign.slots, words, (key) => this.#table.reveal(key)));
    this.#table.show({ campaign, words, view: this.#view });
    const exporting = el("button", {
      type: "button",
      class: "quiet-button",
      text: words.export,
      "aria-haspopup": "menu",
    });
    exporting.addEventListener("click", () => this.#openExports(exporting));
    const head = el("div", { class: "section-head" }, el("h2", { text: words.paperTable }), exporting);
    const models = model.models.flatMap(({ title, sentences, table }) => [
      el("h3", { text: title }),
      ...sentences.map((text) => el("p", { class: "sentence", text })),
      textTable(table, title),
    ]);
    this.#below.replaceChildren(
      head,
      textTable(model.paper, words.paperTable),
      el("h2", { text: words.modelsTable }),
      ...(models.length > 0 ? models : [el("p", { class: "remark", text: words.modelsNone })]),
    );
  }

  #drawBar({ campaigns, campaign }: Campaigns, words: CampaignWords): void {
    const had = (document.activeElement as HTMLElement | null)?.dataset.bar;
    const choice = el("select", { class: "choice", "data-bar": "choice", "aria-label": words.campaign });
    for (const { name, text } of campaigns)
      choice.append(el("option", { value: name, text, selected: name === campaign?.name }));
    choice.addEventListener("change", () => this.#choose(choice.value));
    const fresh = el("button", { type: "button", class: "quiet-button", "data-bar": "new", text: words.newCampaign });
    fresh.addEventListener("click", () => this.#change({ form: this.#view.form ?? {} }));
    const totals = (campaign?.totals ?? []).map(({ label, text, title }) =>
      el("div", { title }, el("dt", { text: label }), el("dd", { text })),
    );
    this.#bar.replaceChildren(
      ...(campaigns.length > 0 ? [choice] : []),
      ...(campaign ? [el("span", { class: `badge ${campaign.state}`, text: campaign.stateText })] : []),
      el("dl", { class: "totals", "aria-label": words.totals }, ...totals),
      el("div", { class: "end" }, ...(campaign ? this.#actions(campaign, words) : []), fresh),
    );
    this.#bar.toggleAttribute("data-forming", this.#view.form !== undefined);
    if (had) this.#bar.querySelector<HTMLElement>(`[data-bar="${had}"]`)?.focus();
  }

  /** The first is what comes next; the others are quiet. */
  #actions(campaign: CampaignShown, words: CampaignWords): HTMLElement[] {
    const { run, pauseAll: pause, stopAll: stop, addIdeas, takeOver } = words;
    const labels = { run, pause, stop, addIdeas, takeOver };
    return campaign.actions.map((action: CampaignAction, index) => {
      const kind = index === 0 ? "primary" : "quiet-button";
      const button = el("button", { type: "button", class: kind, "data-bar": action, text: labels[action] });
      button.addEventListener("click", () => this.host.postMessage({ type: "act", campaign: campaign.name, action }));
      return button;
    });
  }

  #showForm({ offer }: Campaigns, words: CampaignWords): void {
    const kept = this.#view.form;
    if (kept === undefined) {
      this.#form?.remove();
      this.#form = undefined;
    } else if (!this.#form) {
      this.#form = newCampaign(offer, words, kept, {
        keep: (form) => this.#keep({ form }),
        cancel: () => this.#change({ form: undefined }),
        start: (form) => {
          this.#draft = this.#view.form;
          this.#change({ form: undefined, campaign: form.name });
          this.host.postMessage({ type: "start", form });
        },
      });
      this.#bar.after(this.#form);
      this.#form.querySelector("input")?.focus();
    }
  }

  #choose(campaign: string): void {
    this.#keep({ campaign });
    this.host.postMessage({ type: "choose", campaign });
  }

  #keep(changes: Partial<ViewState>): void {
    this.#view = { ...this.#view, ...changes };
    this.host.setState(this.#view);
  }

  #change(changes: Partial<ViewState>): void {
    this.#keep(changes);
    this.#draw();
  }

  #openActions(line: IdeaLine, at: HTMLElement): void {
    const [words, campaign] = [this.#words!, this.#model?.campaign?.name ?? ""];
    const items = line.actions.map((action): MenuItem => {
      const run = () => this.host.postMessage({ type: "act-on-idea", campaign, idea: line.key, action });
      return { label: words[action], run };
    });
    openMenu(at, items, { label: fill(words.actionsOf, line.title) });
  }

  #openExports(at: HTMLElement): void {
    const words = this.#words!;
    const item = (label: string, format: "csv" | "latex" | "markdown", to: "file" | "clipboard"): MenuItem => ({
      label,
      run: () => this.host.postMessage({ type: "export", format, to }),
    });
    const files = [
      item(words.saveCsv, "csv", "file"),
      item(words.saveMarkdown, "markdown", "file"),
      item(words.saveLatex, "latex", "file"),
    ];
    const copies = [
      item(words.copyCsv, "csv", "clipboard"),
      item(words.copyMarkdown, "markdown", "clipboard"),
      item(words.copyLatex, "latex", "clipboard"),
    ];
    openMenu(at, [...files, "line", ...copies], { label: words.export });
  }
}
