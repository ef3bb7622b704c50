import type { Picture } from "../contract/experiments";
import { el } from "./dom";
import type { Section, SectionContext } from "./section";
import { ideaOf } from "./view-state";

/** The figures of the idea and of its runs, in a row; a click opens one in VS Code's own viewer. */
export class PicturesSection implements Section {
  readonly element = el("div", { class: "pictures" });
  #shown = "";

  show(context: SectionContext): void {
    const { model, view, words } = context;
    const idea = ideaOf(model, view);
    const pictures = model.pictures.filter(({ slug }) => idea === undefined || slug === idea);
    const shown = JSON.stringify(pictures);
    if (shown === this.#shown && pictures.length > 0) return;
    this.#shown = shown;
    const nothing = pictures.length === 0 ? [el("p", { class: "empty", text: words.noPictures })] : [];
    this.element.replaceChildren(...pictures.map((picture) => pictureButton(picture, context)), ...nothing);
  }
}

function pictureButton({ id, title, address, run }: Picture, { names, post }: SectionContext): HTMLElement {
  const from = run ? (names.get(run) ?? "") : "";
  const image = el("img", { src: address, alt: "", loading: "lazy" });
  const label = el("span", { class: "title", text: title });
  const detail = el("span", { class: "quiet", text: from });
  return el(
    "button",
    { type: "button", class: "picture", title, onclick: () => post({ type: "open-picture", id }) },
    image,
    label,
    detail,
  );
}
