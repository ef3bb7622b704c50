import type { ReviewerCalibration } from "../research/calibration/acceptance";
import type { Parameters } from "../research/parameters";
import type { ReviewFormKind } from "../research/review-form";
import type { Template } from "../research/template";
import type { Clock } from "./ports/clock";
import type { Compute } from "./ports/compute";
import type { Journal } from "./ports/journal";
import type { LanguageModel } from "./ports/language-model";
import type { Literature } from "./ports/literature";
import type { Pace } from "./ports/pace";
import type { PaperReader } from "./ports/paper-reader";
import type { Purse } from "./ports/purse";
import type { Researcher } from "./ports/researcher";
import type { Typesetter } from "./ports/typesetter";
import type { Workspace } from "./ports/workspace";

/** Everything a run may touch. Whatever is not in here, the engine cannot reach. */
export interface Lab {
  readonly model: LanguageModel;
  readonly reviewer: LanguageModel;
  readonly compute: Compute;
  readonly literature: Literature;
  readonly typesetter: Typesetter;
  readonly paperReader: PaperReader;
  readonly workspace: Workspace;
  readonly journal: Journal;
  readonly researcher: Researcher;
  readonly purse: Purse;
  /** Set where several ideas ask the same models at once. */
  readonly pace?: Pace | undefined;
  readonly clock: Clock;
  readonly template: Template;
  readonly parameters: Parameters;
  /** What is known of a reviewing model's scores; it may be another model than `reviewer`. */
  readonly calibration?: ReviewerCalibration | undefined;
  /** What the referees are asked; the form that comes with us when none was chosen. */
  readonly reviewForm?: ReviewFormKind | undefined;
  readonly signal: AbortSignal;
}

/** What it takes to run a commit of an experiment and to see what came of it. */
export type Running = Pick<Lab, "compute" | "workspace" | "journal" | "template" | "parameters" | "signal">;

/** What it takes to ask a model, and to go on where one stopped: all that ideas and reviews need. */
export type Conversing = Pick<
  Lab,
  "model" | "reviewer" | "journal" | "purse" | "pace" | "clock" | "parameters" | "calibration" | "reviewForm" | "signal"
>;
