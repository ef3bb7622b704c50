import * as z from "zod";
import type { DescribedFigure } from "../../research/figure";
import type { DrawnAxes, DrawnFigure } from "../../research/figure-record";
import type { Findings } from "../../research/findings";
import { jsonAnswer } from "../answers";
import type { Question } from "../ask";
import type { Picture } from "../ports/language-model";
import type { ExperimentContext } from "./context";
import { comparisonTable } from "./evidence";
import { data, SCIENTIST } from "./scientist";

/** What somebody who looked at a figure says of it. */
export const Look = z.object({
  /** Whether a picture was there to be looked at. */
  sees: z.boolean(),
  shows: z.string(),
  agrees: z.boolean(),
  /** The description as it should be; empty when it agrees. */
  correction: z.string(),
  problems: z.array(z.object({ what: z.string().min(1), fix: z.string() })).max(8),
});
export type Look = z.infer<typeof Look>;

/** `pictures` is asked for only when the question is really put. The same picture is asked about once, whatever attempt drew it. */
export function lookAtFigure(
  { template, idea }: ExperimentContext,
  findings: Findings,
  { path, description, drawn }: DescribedFigure & { readonly drawn: DrawnFigure },
  {
    who,
    occasion,
    pictures,
  }: {
    readonly who: "scientist" | "reviewer";
    readonly occasion: string;
    readonly pictures: () => Promise<readonly Picture[]>;
  },
): Question<Look> {
  return {
    name: `${occasion}: look at ${path} (${drawn.sha256.slice(0, 10)})`,
    stage: "plots",
    role: who,
    system: SCIENTIST,
    context: [
      `# The idea\n${data("idea", `${idea.Title}\n${idea.Experiment}`)}`,
      `# What was measured\n${comparisonTable(findings, template.manifest) || "Only the baseline was measured."}`,
    ],
    question: `# What the program that drew ${path} says is in it
${data(path, summaryOf(drawn))}

# How the figure is described to whoever writes the paper
${data("description", description)}

# Your task: look at the figure ${path}
The picture is shown with this message. Look at it as a reader of the printed paper does, who has only the picture and its caption.
1. What does it show? What is on the axes, which series are there, what does a reader see first?
2. Does the description say so? Correct it where it claims what cannot be seen or leaves out what a reader must know.
3. What has to be mended in plot.py: curves that hide each other, letters or legend over the data, an axis range that hides or inflates a difference, uncertainty that is missing, panels that cannot be compared, a series that cannot be told from another, words that are cut off. Name what you see and the change to make. Matters of taste are no problems; a figure that a reader understands has none.
Read no numbers off the picture: the tables have them.

Answer with JSON: {"sees": true, "shows": "two or three sentences", "agrees": true | false, "correction": "the corrected description, or empty", "problems": [{"what": "one sentence", "fix": "one sentence"}, …]}
If no picture was shown to you, answer {"sees": false, "shows": "", "agrees": true, "correction": "", "problems": []}.`,
    answer: jsonAnswer("look", Look),
    pictures,
  };
}

function summaryOf({ inches: [width, height], legend, axes }: DrawnFigure): string {
  const size = `${width.toFixed(1)} by ${height.toFixed(1)} inches`;
  return [
    size,
    ...(legend.length > 0 ? [`Legend: ${legend.join("; ")}`] : []),
    ...axes.slice(0, 12).map(panelLine),
  ].join("\n");
}

function panelLine({ title, x, y, legend, series, images, patches }: DrawnAxes, at: number): string {
  const parts = series
    .slice(0, 12)
    .map(({ kind, label, points }) => `${kind}${label ? ` “${label}”` : ""} (${points} points)`);
  return [
    `Panel ${at + 1}${title ? ` “${title}”` : ""}:`,
    `horizontal “${x.label}” (${x.scale}), vertical “${y.label}” (${y.scale});`,
    [...parts, ...(images > 0 ? [`${images} images`] : []), ...(patches > 0 ? [`${patches} shapes`] : [])].join(", "),
    legend.length > 0 ? `; legend: ${legend.join("; ")}` : "",
  ].join(" ");
}
