import { apart } from "./colour-vision";
import type { DrawnAxes, DrawnFigure, DrawnSeries } from "./figure-record";
import type { Severity } from "./problem";

/** Something that is wrong with a picture itself, wherever it is shown: what, and what to do. */
export type FigureFault = { readonly rule: FigureRule; readonly message: string; readonly severity: Severity };

/** Severity is by what the reader of the paper loses. */
export const FIGURE_RULES = {
  "figure-blank": "error",
  "figure-panel-empty": "warning",
  "figure-axis-unnamed": "warning",
  "figure-no-legend": "warning",
  "figure-run-number": "warning",
  "figure-not-finite": "warning",
  "figure-out-of-view": "warning",
  "figure-colours": "info",
  "outdated-figure": "warning",
  "figure-small-print": "warning",
  "figure-same-picture": "warning",
  "figure-seen": "warning",
} as const satisfies Record<string, Severity>;
export type FigureRule = keyof typeof FIGURE_RULES;

/** What can be said of a picture from what was drawn into it. `named` gives a run's name by its number, where it is known. */
export function faultsOfDrawing(
  drawn: DrawnFigure,
  named: (run: number) => string | undefined = () => undefined,
): FigureFault[] {
  const panels = drawn.axes.filter(({ colourBar }) => !colourBar);
  if (!panels.some(isFilled) && drawn.texts.length === 0)
    return [
      fault(
        "figure-blank",
        "Nothing is drawn in it: no line, point, bar or picture. Look at what plot.py reads before it draws.",
      ),
    ];
  return [
    ...emptyPanels(panels),
    ...unnamedAxes(drawn, panels),
    ...missingLegend(drawn, panels),
    ...runNumbers(drawn, named),
    ...panels.flatMap(notFinite),
    ...panels.flatMap(outOfView),
    ...alikeColours(panels),
  ].filter(isFirstOfItsKind);
}

export function fault(rule: FigureRule, message: string, severity: Severity = FIGURE_RULES[rule]): FigureFault {
  return { rule, message, severity };
}

/** Panels of one figure often share a fault: the same sentence is said once. */
function isFirstOfItsKind({ message }: FigureFault, at: number, all: readonly FigureFault[]): boolean {
  return all.findIndex((one) => one.message === message) === at;
}

function isFilled({ series, patches, images, tables, texts }: DrawnAxes): boolean {
  const drawn = series.some((one) => one.points > 0 || one.kind === "area");
  return drawn || patches > 0 || images > 0 || tables > 0 || texts.length > 0;
}

/** A grid has panels to spare, which a careful author switches off. */
function emptyPanels(panels: readonly DrawnAxes[]): FigureFault[] {
  const empty = panels.filter((panel) => panel.framed && !isFilled(panel));
  if (empty.length === 0) return [];
  const which = empty.length === 1 ? `The panel${called(empty[0]!)} is empty.` : `${empty.length} panels are empty.`;
  return [fault("figure-panel-empty", `${which} Draw what belongs there, or take it away (axis("off")).`)];
}

function called({ title }: DrawnAxes): string {
  return title === "" ? "" : ` “${title}”`;
}

/** Numbers at the ticks and no name that says what they are, neither here nor in the panels of the same row or column. */
function unnamedAxes(drawn: DrawnFigure, panels: readonly DrawnAxes[]): FigureFault[] {
  return (["x", "y"] as const).flatMap((letter) => {
    if (drawn[letter] !== "") return [];
    const unnamed = panels.filter(
      (panel) =>
        panel.framed &&
        panel.projection === "rectilinear" &&
        panel[letter].ticks === "numbers" &&
        panel[letter].label === "" &&
        !isPhoto(panel) &&
        isFilled(panel) &&
        !panels.some((other) => other[letter].label !== "" && isInLine(panel, other, letter)),
    );
    if (unnamed.length === 0) return [];
    const axis = letter === "x" ? "horizontal" : "vertical";
    const where =
      panels.length === 1
        ? ""
        : unnamed.length === 1
          ? ` of the panel${called(unnamed[0]!)}`
          : ` of ${unnamed.length} panels`;
    return [
      fault(
        "figure-axis-unnamed",
        `The ${axis} axis${where} has numbers and no name. Say what they are and in which unit (set_${letter}label).`,
      ),
    ];
  });
}

function isPhoto({ photos, series }: DrawnAxes): boolean {
  return photos > 0 && series.length === 0;
}

/** In one row for the vertical axis, in one column for the horizontal one. Two axes in the same place measure different things. */
function isInLine(one: DrawnAxes, other: DrawnAxes, letter: "x" | "y"): boolean {
  if (one === other || one.box.every((side, at) => Math.abs(side - other.box[at]!) < 0.001)) return false;
  const [low, high] = letter === "x" ? [0, 2] : [1, 3];
  const shared = Math.min(one.box[high]!, other.box[high]!) - Math.max(one.box[low]!, other.box[low]!);
  return shared > 0.5 * Math.min(one.box[high]! - one.box[low]!, other.box[high]! - other.box[low]!);
}

function missingLegend(drawn: DrawnFigure, panels: readonly DrawnAxes[]): FigureFault[] {
  if (drawn.legend.length > 0 || panels.some(({ legend }) => legend.length > 0)) return [];
  for (const panel of panels) {
    // Words at the ticks, or beside the lines, tell apart what a legend would.
    if (panel.x.ticks === "words" || panel.y.ticks === "words" || panel.texts.length > 0) continue;
    const labels = new Set(panel.series.map(({ label }) => label).filter((label) => label !== ""));
    if (labels.size > 1)
      return [
        fault(
          "figure-no-legend",
          `${listed([...labels])} are drawn with names that no legend shows. Add one (legend()).`,
        ),
      ];
    for (const kind of ["line", "bars", "points", "error bars"]) {
      const looks = new Set(panel.series.filter((one) => one.kind === kind && isSeries(one)).map(lookOf));
      if (looks.size > 1)
        return [
          fault(
            "figure-no-legend",
            `${looks.size} kinds of ${kind === "line" ? "lines" : kind} are drawn${panels.length > 1 ? ` in the panel${called(panel)}` : ""}, and nothing says which is which. Give each a label and add a legend.`,
          ),
        ];
    }
  }
  return [];
}

/** Two points make a line that marks a level or a limit. */
function isSeries({ kind, points }: DrawnSeries): boolean {
  return kind === "line" ? points > 2 : points > 0;
}

function lookOf({ colour, style, marker }: DrawnSeries): string {
  return [colour, style, marker].join(" ");
}

function runNumbers(drawn: DrawnFigure, named: (run: number) => string | undefined): FigureFault[] {
  const places: readonly (readonly [string, readonly string[]])[] = [
    ["the legend", [...drawn.legend, ...drawn.axes.flatMap(({ legend }) => legend)]],
    ["the axes", drawn.axes.flatMap(({ x, y }) => [x.label, y.label, ...x.tickTexts, ...y.tickTexts])],
    ["a title", [drawn.title, ...drawn.axes.map(({ title }) => title)]],
  ];
  return places.flatMap(([place, texts]) => {
    const found = texts.flatMap((text) => [...text.matchAll(/\brun[_ ~-]?(\d+)\b/gi)]);
    if (found.length === 0) return [];
    const words = [...new Set(found.map(([word]) => word))];
    const names = words.flatMap((word) => named(Number(/\d+/.exec(word)![0])) ?? []);
    const instead = names.length === words.length ? ` (${listed(names)})` : "";
    return [
      fault(
        "figure-run-number",
        `${listed(words)} ${words.length > 1 ? "stand" : "stands"} in ${place}, which tells a reader nothing. Write what the run is called${instead}.`,
      ),
    ];
  });
}

function notFinite({ series }: DrawnAxes): FigureFault[] {
  return series
    .filter(({ nonFinite }) => nonFinite > 0)
    .map(({ label, nonFinite, points, kind }) => {
      const of = label === "" ? `of ${kind === "line" ? "a line" : kind}` : `of “${label}”`;
      const all = nonFinite >= points;
      const which = all
        ? `All ${points} values ${of} are`
        : `${nonFinite} of ${points} values ${of} ${nonFinite > 1 ? "are" : "is"}`;
      return fault(
        "figure-not-finite",
        `${which} NaN or infinite and cannot be drawn. Mend what computes them, or leave them out and say so.`,
      );
    });
}

function outOfView({ series }: DrawnAxes): FigureFault[] {
  return series
    .filter(({ points, nonFinite, inView }) => points > nonFinite && inView === 0)
    .map(({ label, kind }) =>
      fault(
        "figure-out-of-view",
        `Nothing of ${label === "" ? kind : `“${label}”`} can be seen: all of it lies outside of the axes' limits. Widen them (set_xlim, set_ylim).`,
      ),
    );
}

/** Named series that differ by their colour alone, which some readers see as one. */
function alikeColours(panels: readonly DrawnAxes[]): FigureFault[] {
  return panels.flatMap(({ series }) => {
    const named = series.filter(({ label, colour, kind }) => label !== "" && colour && kind !== "area");
    const pairs = named.flatMap((one, at) => named.slice(at + 1).map((other) => [one, other] as const));
    return pairs
      .filter(([one, other]) => one.kind === other.kind && one.label !== other.label)
      .filter(([one, other]) => one.style === other.style && one.marker === other.marker)
      .filter(([one, other]) => !apart(one.colour!, other.colour!))
      .map(([one, other]) => {
        const pair = `“${one.label}” and “${other.label}”`;
        const advice = "Choose other colours, or give them markers or dashes of their own.";
        return one.colour === other.colour
          ? fault("figure-colours", `${pair} look the same. ${advice}`, "warning")
          : fault(
              "figure-colours",
              `${pair} differ by a colour that colour-blind readers cannot tell apart. ${advice}`,
            );
      });
  });
}

function listed(words: readonly string[]): string {
  const quoted = words.slice(0, 5).map((word) => `“${word}”`);
  const more = words.length > 5 ? [`${words.length - 5} more`] : [];
  const all = [...quoted, ...more];
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}
