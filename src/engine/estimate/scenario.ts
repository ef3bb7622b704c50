import type { Parameters } from "../../research/parameters";
import type { PromptSizes } from "./prompt-sizes";

/** How an idea may go: with little of everything, or with much. Sizes are in tokens. */
export type Scenario = {
  readonly side: "low" | "high";
  /** Runs after the baseline, and how many of them need a second attempt. */
  readonly runs: number;
  readonly secondAttempts: number;
  /** The baseline's entry in the log, and that of a run. */
  readonly baseline: number;
  readonly entry: number;
  /** The table of every pair of results. */
  readonly contrasts: number;
  readonly plotAttempts: number;
  /** Figures that a model looks at. */
  readonly looks: number;
  /** Sections that are read once more. */
  readonly sectionReflections: number;
  readonly citations: number;
  /** Rounds of searching for what the paper should cite; the last may find that nothing is missing. */
  readonly citationSearches: number;
  readonly corrections: number;
  readonly reviewReflections: number;
  /** What of a paper's source is read for what it claims: not its formulas, nor what it says of other work. */
  readonly claiming: number;
  /** The text of the PDF, as a share of its source. */
  readonly submission: number;
};

/** `made` is the number of runs where that is decided already. */
export function scenarioOf(
  side: Scenario["side"],
  sizes: PromptSizes,
  parameters: Parameters,
  made: number | undefined,
  sees: boolean,
): Scenario {
  const low = side === "low";
  const runs = made ?? (low ? Math.ceil(parameters.maxRuns * 0.4) : parameters.maxRuns);
  const rows = Math.max(1, sizes.metrics) * (low ? 2 : 4);
  const atMost = (limit: number, few: number, many: number) => Math.min(limit, low ? few : many);
  return {
    side,
    runs,
    secondAttempts: low || parameters.attemptsPerRun < 2 ? 0 : Math.ceil(runs / 4),
    baseline: 250 + rows * ROW,
    entry: low ? 350 + rows * ROW : 1_000 + 1.2 * rows * ROW,
    contrasts: ((runs * (runs + 1)) / 2) * (low ? 2 : 4) * ROW,
    looks: sees ? (low ? 2 : 8) : 0,
    plotAttempts: atMost(parameters.plotAttempts, 1, 2),
    sectionReflections: parameters.reflectOnSections || !low ? sizes.sections : 0,
    citations: atMost(parameters.citationRounds, 1, 2),
    citationSearches: parameters.literatureSources > 0 ? atMost(parameters.citationRounds, 2, 6) : 0,
    corrections: atMost(parameters.compileRounds, 0, 1),
    reviewReflections: atMost(parameters.reviewReflections, 1, 2),
    claiming: low ? 0.7 : 1,
    submission: low ? 0.8 : 1,
  };
}

/** Tokens of a row in a table of results. */
const ROW = 70;
