import * as z from "zod";
import { Conventions } from "./conventions";
import { ReviewWay } from "./review-form";

/** The numbers of the method, with the original's values as defaults. Every one is a setting. */
export const Parameters = z.object({
  /** Upper bound of the runs after the baseline. */
  maxRuns: z.number().int().min(1).default(5),
  /** Attempts at one run: a crash or a timeout is shown to the model, which repairs the code. */
  attemptsPerRun: z.number().int().min(1).default(4),
  /** Attempts at an edit that does not apply or an answer of the wrong shape. */
  attemptsPerAnswer: z.number().int().min(1).default(4),
  ideaReflections: z.number().int().min(0).default(3),
  noveltyRounds: z.number().int().min(1).default(10),
  plotAttempts: z.number().int().min(1).default(4),
  plotTimeLimitSeconds: z.number().positive().default(600),
  citationRounds: z.number().int().min(0).default(20),
  minReferences: Conventions.shape.minReferences,
  pageLimit: Conventions.shape.pageLimit,
  anonymous: Conventions.shape.anonymous,
  ignoredRules: Conventions.shape.ignoredRules,
  compileRounds: z.number().int().min(0).default(5),
  compileTimeLimitSeconds: z.number().positive().default(300),
  /** Whether each section is read once more by its author; else only one in which the checks found something. */
  reflectOnSections: z.boolean().default(true),
  /** Whether the model reads the claims of the finished paper, which the program then holds against the data. */
  readClaims: z.boolean().default(false),
  reviewers: z.number().int().min(1).default(5),
  reviewReflections: z.number().int().min(0).default(5),
  reviewTemperature: z.number().min(0).max(2).default(0.75),
  reflectionTemperature: z.number().min(0).max(2).default(0.1),
  reviewWay: ReviewWay.default("form"),
  /** Whether referees are shown a worked example of a review. */
  reviewExample: z.boolean().default(true),
  /** Whether referees see the results, the changes of the code and the figures beside the paper. */
  reviewEvidence: z.boolean().default(true),
  improvementRounds: z.number().int().min(0).default(1),
  scale: z.string().default("full"),
  /** How many ideas were begun in the project, this one among them: no setting, but what its verdicts are read with. */
  ideasTried: z.number().int().min(1).default(1),
  /** How many sources of literature are named: no setting of the method either, but what decides whether a paper's citations are searched for. */
  literatureSources: z.number().int().min(0).default(0),
  /** GPUs that a run has to itself; null is what the template's scale says. */
  gpus: z.number().int().min(0).nullable().default(null),
  memoryLimitMb: z.number().positive().default(64_000),
  diskLimitMb: z.number().positive().default(20_000),
  outputLimitMb: z.number().positive().default(200),
  processLimit: z.number().int().positive().default(256),
});
export type Parameters = z.infer<typeof Parameters>;
