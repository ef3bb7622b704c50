import type { CampaignWords, SlotShown } from "../contract/campaign";
import { el } from "../experiments/dom";

/** Which idea is on which slot, and which slots are free. */
export function slotsStrip(
  slots: readonly SlotShown[],
  words: CampaignWords,
  reveal: (key: string) => void,
): HTMLElement {
  const chips = slots.map(({ name, place, idea }) => {
    const holder = idea
      ? el("button", { type: "button", class: "holder", title: idea.title, text: idea.title })
      : el("span", { class: "holder free", text: words.freeSlot });
    if (idea) holder.addEventListener("click", () => reveal(idea.key));
    return el(
      "li",
      { class: idea ? "busy" : "free", "data-slot": name },
      el("span", { class: "slot-name", title: place }, el("b", { text: name }), el("span", { text: place })),
      holder,
    );
  });
  return el("ul", { class: "slots", "aria-label": words.slots }, ...chips);
}
