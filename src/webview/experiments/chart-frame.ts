import type { FromPanel, Words } from "../contract/experiments";
import { el } from "./dom";

export type Post = (message: FromPanel) => void;

type Frame = {
  readonly element: HTMLElement;
  /** Where the chart is drawn. */
  readonly body: HTMLElement;
  /** Says in words what the chart shows. */
  readonly summarise: (text: string) => void;
};

type FrameOptions = {
  readonly title: string;
  readonly detail: string;
  readonly words: Words;
  readonly post: Post;
  /** The chart as a picture. */
  readonly picture: () => HTMLCanvasElement | undefined;
};

/** A chart with its heading, what can be done with it, and the same in words for who cannot see it or wants to quote it. */
export function chartFrame({ title, detail, words, post, picture }: FrameOptions): Frame {
  const body = el("div", { class: "chart", role: "img" });
  const text = el("p");
  const button = (label: string, work: () => void) =>
    el("button", { type: "button", class: "quiet-button small", onclick: work }, label);
  const save = () => {
    const png = picture()?.toDataURL("image/png").split(",")[1];
    if (png) post({ type: "picture", name: fileName(`${title} ${detail}`), png });
  };
  const heading = el(
    "figcaption",
    {},
    el("span", { class: "title", text: title }),
    el("span", { class: "quiet", text: detail }),
  );
  const tools = el(
    "span",
    { class: "tools" },
    button(words.savePng, save),
    button(words.copySummary, () => post({ type: "copy", text: text.textContent ?? "" })),
  );
  const summary = el("details", { class: "summary" }, el("summary", {}, words.summary), text);
  const element = el("figure", {}, el("div", { class: "figure-head" }, heading, tools), body, summary);
  const summarise = (summarised: string) => {
    text.textContent = summarised;
    body.setAttribute("aria-label", summarised);
  };
  return { element, body, summarise };
}

function fileName(text: string): string {
  return (
    text
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 60)
      .toLowerCase() || "chart"
  );
}

/** A picture of a chart with its heading above and its legend below, on the ground of the theme. */
export function framedPicture(
  chart: HTMLCanvasElement,
  title: string,
  legend: readonly { readonly name: string; readonly color: string }[],
): HTMLCanvasElement {
  const scale = window.devicePixelRatio || 1;
  const style = getComputedStyle(document.body);
  const line = 20 * scale;
  const canvas = document.createElement("canvas");
  canvas.width = chart.width + 2 * line;
  canvas.height = chart.height + line * (3 + legend.length);
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = style.color;
  context.textBaseline = "middle";
  context.font = `600 ${13 * scale}px ${style.fontFamily}`;
  context.fillText(title, line, line);
  context.drawImage(chart, line, 2 * line);
  context.font = `${12 * scale}px ${style.fontFamily}`;
  legend.forEach(({ name, color }, index) => {
    const y = 2 * line + chart.height + line * (index + 0.5);
    context.fillStyle = color;
    context.fillRect(line, y - scale, 18 * scale, 2 * scale);
    context.fillStyle = style.color;
    context.fillText(name, line + 26 * scale, y);
  });
  return canvas;
}
