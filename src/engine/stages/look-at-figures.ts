import * as z from "zod";
import type { DescribedFigure } from "../../research/figure";
import { type DrawnFigure, FIGURE_RECORD, withLooks } from "../../research/figure-record";
import type { Findings } from "../../research/findings";
import type { Idea } from "../../research/idea";
import { ask } from "../ask";
import type { Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { lookAtFigure } from "../prompts/look-at-figure";
import { step } from "../step";
import { tellOnce } from "../tell-once";
import { intentOf } from "./make-run";

/**
 * Shows each figure to a model that sees pictures, with its description and what was drawn into it. Its word corrects the
 * description, and what is to be mended comes back with the figure. Without such a model nothing is looked at, and that is said.
 */
export async function lookAtFigures(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  figures: readonly DescribedFigure[],
  occasion: string,
): Promise<DescribedFigure[]> {
  const who = await step(lab, `${occasion}: who looks`, z.enum(["scientist", "reviewer", "nobody"]), async () =>
    whoSees(lab, occasion),
  );
  if (who === "nobody") {
    await tellOnce(lab, notLookedAt(lab), "info");
    return [...figures];
  }
  const looked: DescribedFigure[] = [];
  for (const { drawn, ...figure } of figures.slice(0, MOST_LOOKS))
    looked.push(drawn ? await lookAt(lab, context, findings, { ...figure, drawn }, { who, occasion }) : figure);
  const more = figures.slice(MOST_LOOKS);
  if (more.length > 0) await tellOnce(lab, tooManyToLookAt(more));
  return [...looked, ...more];
}

/** More figures than a paper has room for: a plot.py that draws one for every seed would be paid for one by one. */
const MOST_LOOKS = 12;

function tooManyToLookAt(figures: readonly DescribedFigure[]): string {
  const names = figures.map(({ path }) => path);
  const list = names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
  return `${MOST_LOOKS} figures are looked at, at most. Checked and not looked at: ${list}.`;
}

/** A paper that is begun is written to figures that stand; those of an improvement are drawn after it. */
function whoSees({ model, reviewer, journal }: Lab, occasion: string): "scientist" | "reviewer" | "nobody" {
  const written = journal.history.some((event) => event.type === "stage-entered" && event.stage === "paper");
  if (occasion === "plots" && written) return "nobody";
  if (model.capabilities.pictures) return "scientist";
  return reviewer.capabilities.pictures ? "reviewer" : "nobody";
}

function notLookedAt({ model: { name, capabilities } }: Lab): string {
  const why =
    capabilities.pictures === false
      ? `${name} sees no pictures`
      : `it is not known whether ${name} sees pictures; choose the model again to have that tried`;
  return `The figures were checked and not looked at: ${why}.`;
}

async function lookAt(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  figure: DescribedFigure & { readonly drawn: DrawnFigure },
  { who, occasion }: { readonly who: "scientist" | "reviewer"; readonly occasion: string },
): Promise<DescribedFigure> {
  const { path, drawn } = figure;
  const picture = () => lab.workspace.picture(path, drawn.sha256);
  const pictures = async () => [(await picture()) ?? []].flat();
  const question = lookAtFigure(context, findings, figure, { who, occasion, pictures });
  const canBeShown = await step(
    lab,
    `${question.name}: shown`,
    z.boolean(),
    async () => (await picture()) !== undefined,
  );
  const look = canBeShown ? await ask(lab, question) : undefined;
  if (!look?.sees) {
    await tellOnce(
      lab,
      `${path} was not looked at: ${look ? "the model saw no picture" : "it is too large to be shown, or was changed by hand"}.`,
    );
    return figure;
  }
  const { name } = who === "reviewer" ? lab.reviewer : lab.model;
  const { shows, problems } = look;
  const described = look.agrees || look.correction.trim() === "" ? figure.description : look.correction.trim();
  const faults = problems.map(({ what }) => what).join(" ");
  return {
    path,
    description: `${described} Seen in it: ${shows}${faults === "" ? "" : ` Known flaws of the figure: ${faults}`}`,
    drawn: { ...drawn, look: { model: name, shows, problems } },
  };
}

/** What is to be mended, for the author of plot.py; empty when nothing is. */
export function seenProblems(figures: readonly DescribedFigure[]): string[] {
  return figures.flatMap(({ path, drawn }) =>
    (drawn?.look?.problems ?? []).map(({ what, fix }) => `${path}: ${what} ${fix}`.trim()),
  );
}

/** Keeps what was seen with the record of what was drawn, so that it is told wherever the figure is shown. */
export async function keepLooks(
  lab: Lab,
  idea: Idea,
  commit: string,
  figures: readonly DescribedFigure[],
  occasion: string,
): Promise<void> {
  const looks = new Map(figures.flatMap(({ path, drawn }) => (drawn?.look ? [[path, drawn.look] as const] : [])));
  if (looks.size === 0) return;
  const intent = intentOf(lab, idea, `${occasion}: what was seen`, "Note what was seen in the figures", "", "plots");
  await step(lab, intent.step, z.string(), async () => {
    const record = await lab.workspace.readAt(commit, FIGURE_RECORD);
    if (record === undefined) return "";
    await lab.workspace.write(FIGURE_RECORD, `${withLooks(record, looks)}\n`);
    return lab.workspace.record([FIGURE_RECORD], intent);
  });
}
