import type { CampaignForm, CampaignWords, Offer } from "../contract/campaign";
import { el } from "../experiments/dom";
import type { ViewState } from "./view-state";

type Kept = NonNullable<ViewState["form"]>;
export type FormEvents = {
  readonly start: (form: CampaignForm) => void;
  readonly cancel: () => void;
  readonly keep: (form: Kept) => void;
};

/** The form of a new campaign. What was typed is kept, over reloads too; it is drawn once, however often the rest changes. */
export function newCampaign(offer: Offer, words: CampaignWords, kept: Kept, events: FormEvents): HTMLElement {
  const name = field("text", "name", kept.name ?? offer.name);
  const further = field("number", "further", kept.further ?? (offer.ideas.length > 0 ? "0" : "3"), {
    min: 0,
    max: 1000,
  });
  const slots = field("number", "slots", kept.slots ?? "2", { min: 1, max: 64 });
  const totalCap = field("number", "totalCap", kept.totalCap ?? "", { min: 0, step: "any" });
  const ideaCap = field("number", "ideaCap", kept.ideaCap ?? "", {
    min: 0,
    step: "any",
    placeholder: String(offer.ideaCap),
  });
  const openEnded = el("input", { type: "checkbox", name: "openEnded", checked: kept.openEnded === true });
  const accept = el(
    "select",
    { name: "accept" },
    el("option", { value: "ask", text: words.acceptAsk, selected: kept.accept !== "auto" }),
    el("option", { value: "auto", text: words.acceptAuto, selected: kept.accept === "auto" }),
  );
  const chosen = Array.isArray(kept.ideas) ? kept.ideas : offer.ideas.map((idea) => idea.name);
  const boxes = offer.ideas.map((idea) => ({
    idea,
    box: el("input", { type: "checkbox", name: "idea", value: idea.name, checked: chosen.includes(idea.name) }),
  }));
  const problem = el("p", { class: "problem", role: "alert" });
  const read = (): CampaignForm => ({
    name: name.value.trim(),
    ideas: boxes.filter(({ box }) => box.checked).map(({ idea }) => idea.name),
    further: whole(further.value),
    slots: Math.max(1, whole(slots.value)),
    openEnded: openEnded.checked,
    ...amount("totalCap", totalCap.value),
    ...amount("ideaCap", ideaCap.value),
    accept: accept.value === "auto" ? "auto" : "ask",
  });
  const form = el(
    "form",
    { class: "new", "aria-label": words.newCampaign },
    el("h2", { text: words.newCampaign.replace(/…$/, "") }),
    labelled(words.name, name, words.nameHelp),
    ...(boxes.length > 0 ? [ideaList(words, boxes)] : []),
    labelled(words.furtherIdeas, further, words.furtherHelp),
    labelled(words.slotsHere, slots, words.slotsHelp),
    el("label", { class: "tick" }, openEnded, el("span", { text: words.openEnded }), help(words.openEndedHelp)),
    el("div", { class: "pair" }, labelled(words.totalCap, totalCap, ""), labelled(words.ideaCap, ideaCap, "")),
    help(words.capHelp),
    labelled(words.accept, accept, words.acceptHelp),
    problem,
    el(
      "div",
      { class: "buttons" },
      el("button", { type: "submit", class: "primary", text: words.start }),
      el("button", { type: "button", class: "quiet-button", text: words.cancel, onclick: () => events.cancel() }),
    ),
  );
  form.addEventListener("input", () => events.keep(keptOf(read())));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = read();
    problem.textContent = objection(wanted, words);
    if (problem.textContent === "") events.start(wanted);
  });
  return form;
}

function objection({ name, ideas, further }: CampaignForm, words: CampaignWords): string {
  if (!/^[a-z0-9][a-z0-9-]{0,47}$/.test(name)) return words.wrongName;
  return ideas.length + further === 0 ? words.noIdeas : "";
}

function ideaList(
  words: CampaignWords,
  boxes: readonly { idea: Offer["ideas"][number]; box: HTMLElement }[],
): HTMLElement {
  const rows = boxes.map(({ idea, box }) => el("label", { class: "tick" }, box, el("span", { text: idea.title })));
  return el("fieldset", { class: "ideas" }, el("legend", { text: words.whichIdeas }), ...rows);
}

function keptOf({ further, slots, totalCap, ideaCap, ...form }: CampaignForm): Kept {
  const texts = { further: String(further), slots: String(slots), totalCap: totalCap ?? "", ideaCap: ideaCap ?? "" };
  return { ...form, ...texts, totalCap: String(texts.totalCap), ideaCap: String(texts.ideaCap) };
}

function field(
  type: string,
  name: string,
  value: unknown,
  more: Record<string, string | number> = {},
): HTMLInputElement {
  return el("input", { type, name, value: String(value), ...more });
}

function labelled(text: string, control: HTMLElement, explained: string): HTMLElement {
  return el(
    "label",
    { class: "field" },
    el("span", { class: "title", text }),
    control,
    explained ? help(explained) : undefined,
  );
}

function help(text: string): HTMLElement {
  return el("span", { class: "help", text });
}

function whole(text: string): number {
  const value = Math.round(Number(text));
  return Number.isFinite(value) ? Math.max(0, value) : 0;
}

function amount<Name extends "totalCap" | "ideaCap">(name: Name, text: string): { [Key in Name]?: number } {
  const value = Number(text);
  return (text.trim() !== "" && value >= 0 ? { [name]: value } : {}) as { [Key in Name]?: number };
}
