import type { Page } from "playwright-core";

/** Something that is seen, and how it stands out: 1 not at all, 21 black on white (the contrast ratio of WCAG 2). */
export type Seen = { readonly what: string; readonly ratio: number };

/** The texts and the icons inside `places` that are in sight, each against what lies behind it. */
export function contrasts(page: Page, places: string): Promise<{ texts: Seen[]; icons: Seen[] }> {
  return page.evaluate((selector) => {
    type Colour = [red: number, green: number, blue: number, alpha: number];
    const parse = (text: string): Colour => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
      return text.startsWith("color(") ? [red * 255, green * 255, blue * 255, alpha] : [red, green, blue, alpha];
    };
    const over = ([r, g, b, a]: Colour, [x, y, z]: Colour): Colour => [
      r * a + x * (1 - a),
      g * a + y * (1 - a),
      b * a + z * (1 - a),
      1,
    ];
    const light = (colour: Colour) => {
      const [red, green, blue] = colour.slice(0, 3).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const linesUp = (element: Element): Element[] =>
      element.parentElement ? [element, ...linesUp(element.parentElement)] : [element];
    const ratio = (element: Element, colour: string) => {
      const above = linesUp(element);
      const behind = above.map((one) => parse(getComputedStyle(one).backgroundColor)).reverse();
      const ground = behind.reduce((under, layer) => over(layer, under), [255, 255, 255, 1]);
      const [red, green, blue, alpha] = parse(colour);
      const opacity = above.reduce((product, one) => product * Number(getComputedStyle(one).opacity), alpha);
      const [one, other] = [light(over([red, green, blue, opacity], ground)), light(ground)];
      return Math.round(((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)) * 100) / 100;
    };
    const inSight = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0) return false;
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      return there !== null && (element.contains(there) || there.contains(element));
    };
    const all = [...document.querySelectorAll(selector)].flatMap((place) => [...place.querySelectorAll("*")]);
    const words = (element: Element) =>
      [...element.childNodes]
        .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : ""))
        .join("")
        .trim();
    const texts = all.filter((element) => words(element) !== "" && inSight(element));
    const icons = all.filter((element) => element.matches(".codicon[class*='codicon-']") && inSight(element));
    const iconName = ({ classList }: Element) => [...classList].find((name) => name.startsWith("codicon-"))!;
    return {
      texts: texts.map((one) => ({ what: words(one), ratio: ratio(one, getComputedStyle(one).color) })),
      icons: icons.map((one) => ({ what: iconName(one), ratio: ratio(one, getComputedStyle(one, "::before").color) })),
    };
  }, places);
}
