import * as z from "zod";
import { isKeptByWindows } from "./windows-names";

/** `Name` becomes part of file and branch names, so it is restricted to what every file system and git accept. */
export const IdeaName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, "must be lowercase letters, digits and underscores, and begin with a letter");

/** What the researcher says instead of the check, which they know more than. */
export const NoveltyWord = z.object({
  verdict: z.enum(["novel", "overlaps"]).describe("What holds instead of the check's verdict."),
  reason: z.string().min(1).describe("Why, in a sentence. The model reads it when it thinks up more ideas."),
});
export type NoveltyWord = z.infer<typeof NoveltyWord>;

/** What the literature says about an idea. `unknown` means that the search could not decide, never that it is novel. */
export const Novelty = z.object({
  verdict: z.enum(["novel", "overlaps", "unknown"]),
  reason: z.string(),
  papers: z
    .array(
      z.object({
        title: z.string(),
        year: z.number().optional(),
        /** A sentence of its abstract, which was found there. */
        quote: z.string().optional(),
        /** What it shares with the idea. */
        why: z.string().optional(),
        /** Where it can be read, and whether it was withdrawn, as the search that found it has it. */
        url: z.string().optional(),
        retracted: z.boolean().optional(),
      }),
    )
    .default([]),
  overruled: NoveltyWord.optional().describe(
    "Set when the researcher overruled the verdict. Remove it to take that back.",
  ),
});
export type Novelty = z.infer<typeof Novelty>;

/** The verdict that holds: the researcher's, if they gave one. Undefined as long as nobody said anything. */
export function noveltyVerdict({
  novelty,
}: {
  readonly novelty?: Novelty | undefined;
}): Novelty["verdict"] | undefined {
  return novelty?.overruled?.verdict ?? novelty?.verdict;
}

/** The two fields of an idea that tell of its novelty: `novel` as other programs read it, and ours. */
export function noveltyFields(novelty: Novelty): { novel?: boolean; novelty: Novelty } {
  const verdict = noveltyVerdict({ novelty });
  return { ...(verdict === "unknown" ? {} : { novel: verdict === "novel" }), novelty };
}

/** What a paper leaves open or offers, from which an idea was distilled. `quote` was found in its text. */
export const IdeaSource = z.object({
  title: z.string(),
  /** Where it can be read. */
  link: z.string().optional(),
  /** The PDF, from the project's folder where it is in it, else its name. */
  file: z.string().optional(),
  quote: z.string(),
  kind: z.enum(["limitation", "question", "method"]).optional(),
  /** What is made of the quote, in a sentence. */
  point: z.string().optional(),
});
export type IdeaSource = z.infer<typeof IdeaSource>;

/** Where an idea begins that goes on from another one: at a commit of that idea's branch. `learnt` is told to the model. */
export const Continues = z.object({
  idea: IdeaName.describe("The Name of the idea that this one goes on from."),
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/, "must be the hash of a commit")
    .describe("The commit of that idea's branch whose code is the baseline here. It is measured anew."),
  learnt: z
    .array(z.string())
    .default([])
    .describe(
      "What that idea taught, in words, told to the model. Numbers of another idea are no evidence for this one.",
    ),
});
export type Continues = z.infer<typeof Continues>;

const rating = (what: string) => z.number().min(1).max(10).optional().describe(`${what}, from 1 to 10.`);

/**
 * Something worth testing, before anyone has tested it. One entry of `ideas.json`, in the published file format: what we add
 * to it are fields that other programs pass over.
 */
export const Idea = z.looseObject({
  Name: IdeaName.meta({
    description: "A short name in lowercase_with_underscores. It becomes the name of the idea's branch and folder.",
    patternErrorMessage: "The name must be lowercase letters, digits and underscores, and begin with a letter.",
  }),
  Title: z.string().min(1).describe("The title, as it would stand on a paper."),
  Experiment: z
    .string()
    .min(1)
    .describe(
      "What to do: what changes in the code, which runs to make, what is held equal, what would refute the idea.",
    ),
  Interestingness: rating("How much a reader in the field would want to know the answer"),
  Feasibility: rating("The chance that it can be done in this code within a handful of runs"),
  Novelty: rating("How new its author thinks it is"),
  novel: z.boolean().optional().describe("Whether the literature has nothing like it. Written by the novelty check."),
  novelty: Novelty.optional().describe("What the novelty check found. Written by the program."),
  Score: z.number().optional().describe("What the reviewers gave its paper."),
  ScoreForm: z
    .string()
    .optional()
    .describe("The review form that the score is by, with its scale: NeurIPS (1–10). Written by the program."),
  outcome: z
    .string()
    .optional()
    .describe("What became of it in a campaign, where that was no paper. Written by the program."),
  approved: z.boolean().optional().describe("Set when the researcher approved the idea without starting it yet."),
  rejected: z
    .object({
      reason: z.string().default("").describe("Why, in a sentence. The model reads it when it thinks up more ideas."),
    })
    .optional()
    .describe("Set when the researcher turned the idea down. Remove it to take that back."),
  own: z.boolean().optional().describe("Set when the researcher thought of it."),
  sources: z
    .array(IdeaSource)
    .optional()
    .describe("What the idea was distilled from: papers, each with the words that it goes back to."),
  continues: Continues.optional().describe("Set when the idea goes on from a commit of another one."),
  rehearsal: z.boolean().optional().describe("Set when the idea came from the rehearsal model."),
});
export type Idea = z.infer<typeof Idea>;

export const Ideas = z.array(Idea);

/** The folder and branch part of an idea's name: `adaptive_steps` → `adaptive-steps`. */
export function slugOf(idea: Pick<Idea, "Name">): string {
  return idea.Name.replaceAll("_", "-");
}

/** A name made of a title's first four telling words, with a number where it is taken: also in its form as a slug. */
export function nameFor(title: string, taken: readonly string[]): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (plain.match(/[a-z0-9]+/g) ?? []).filter((word) => !FILLERS.has(word)).slice(0, 4);
  const base =
    words
      .join("_")
      .replace(/^[^a-z]+/, "")
      .slice(0, 56)
      .replace(/_+$/, "") || "idea";
  for (let copy = 1; ; copy++) {
    const name = copy === 1 ? base : `${base}_${copy}`;
    if (!taken.includes(name) && !isKeptByWindows(name)) return name;
  }
}

const FILLERS = new Set([
  "a",
  "an",
  "the",
  "of",
  "for",
  "in",
  "on",
  "to",
  "and",
  "or",
  "with",
  "does",
  "do",
  "is",
  "are",
]);
