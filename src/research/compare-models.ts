import type { IdeaInCampaign } from "./campaign";
import { type Contrast, contrast, intervalOf } from "./statistics";

/** One model against another in one number, over the ideas of both: means, their difference and its 95 % interval. */
export type ModelDifference = {
  readonly one: number;
  readonly other: number;
  readonly difference: number;
  readonly interval: readonly [number, number] | undefined;
  readonly method: Contrast["method"];
};

export type ModelComparison = {
  readonly one: string;
  readonly other: string;
  /** Ideas that both tried, by their titles, and then those of one alone. */
  readonly ideas: readonly {
    readonly title: string;
    readonly one: IdeaInCampaign | undefined;
    readonly other: IdeaInCampaign | undefined;
  }[];
  /** The form and scale of the scores that are compared; empty where both have none in common. */
  readonly scale: string;
  /** Undefined as long as either has none. */
  readonly score: ModelDifference | undefined;
  readonly cost: ModelDifference | undefined;
};

/**
 * Every two models that tried ideas, the first one as the reference. The same idea is one of the same title, since a name is given
 * once in a project. Where both have numbers for two ideas or more, these are paired; else all are compared, unpaired (Welch). Scores
 * are those of one review form, the one by which most papers of both were reviewed.
 */
export function compareModels(ideas: readonly IdeaInCampaign[]): ModelComparison[] {
  const models = [...new Set(ideas.map(({ model }) => model))].filter((model) => model !== "");
  return models.flatMap((one, at) =>
    models.slice(at + 1).map((other) => {
      const [mine, theirs] = [one, other].map((model) => ideas.filter((idea) => idea.model === model)) as [
        IdeaInCampaign[],
        IdeaInCampaign[],
      ];
      const scale = sharedScaleOf(mine, theirs);
      return {
        ...{ one, other, ideas: sideBySide(mine, theirs), scale },
        score: differenceIn(mine, theirs, (idea) => scoreOf(idea, scale)),
        cost: differenceIn(mine, theirs, costOf),
      };
    }),
  );
}

function sideBySide(mine: readonly IdeaInCampaign[], theirs: readonly IdeaInCampaign[]): ModelComparison["ideas"] {
  const titles = [...new Set([...mine, ...theirs].map(({ title }) => title))];
  const rows = titles.map((title) => ({ title, one: sameIn(mine, title), other: sameIn(theirs, title) }));
  const isOfBoth = ({ one, other }: (typeof rows)[number]) => one !== undefined && other !== undefined;
  const known = rows.filter((row, at) => rows.findIndex((other) => isSame(other.title, row.title)) === at);
  return [...known.filter(isOfBoth), ...known.filter((row) => !isOfBoth(row))];
}

function sameIn(ideas: readonly IdeaInCampaign[], title: string): IdeaInCampaign | undefined {
  return ideas.find((idea) => isSame(idea.title, title));
}

function isSame(one: string, other: string): boolean {
  const plain = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return plain(one) === plain(other);
}

/** The form by which the most papers were reviewed of whichever model has fewer of that form. */
function sharedScaleOf(mine: readonly IdeaInCampaign[], theirs: readonly IdeaInCampaign[]): string {
  const scales = [...new Set([...mine, ...theirs].map(({ scale }) => scale))];
  const number = (ideas: readonly IdeaInCampaign[], scale: string) =>
    ideas.filter((idea) => scoreOf(idea, scale) !== undefined).length;
  const shared = (scale: string) => Math.min(number(mine, scale), number(theirs, scale));
  const best = scales.reduce((one, other) => (shared(other) > shared(one) ? other : one), "");
  return shared(best) > 0 ? best : "";
}

/** Of the last review, of a paper that is there and was reviewed by that form. */
function scoreOf({ paperCompleted, scores, scale }: IdeaInCampaign, wanted: string): number | undefined {
  return paperCompleted && scale === wanted ? scores.at(-1) : undefined;
}

/** Of an idea that came to an end; of calls without a price nothing is known. */
function costOf({ state, cost, unpriced }: IdeaInCampaign): number | undefined {
  return state === "ended" && !unpriced ? cost : undefined;
}

function differenceIn(
  mine: readonly IdeaInCampaign[],
  theirs: readonly IdeaInCampaign[],
  numberOf: (idea: IdeaInCampaign) => number | undefined,
): ModelDifference | undefined {
  const pairs = mine.flatMap((idea) => {
    const same = sameIn(theirs, idea.title);
    const [one, other] = [numberOf(idea), same && numberOf(same)];
    return one === undefined || other === undefined ? [] : [{ one, other }];
  });
  const paired = pairs.length > 1;
  const all = (ideas: readonly IdeaInCampaign[]) => ideas.map(numberOf).filter((value) => value !== undefined);
  const one = paired ? pairs.map((pair) => pair.one) : all(mine);
  const other = paired ? pairs.map((pair) => pair.other) : all(theirs);
  if (one.length === 0 || other.length === 0) return undefined;
  const compared = contrast(measurement(other), measurement(one), { sameSeeds: paired });
  return {
    ...{ one: meanOf(one), other: meanOf(other), difference: compared.difference },
    ...{ interval: intervalOf(compared), method: compared.method },
  };
}

function measurement(values: readonly number[]) {
  return { dataset: "", metric: "", mean: meanOf(values), perSeed: [...values] };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
