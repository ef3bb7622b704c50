import * as z from "zod";

/** `bundle.json`: what a bundle holds and what it was made from. */
export const Bundle = z.object({
  format: z.literal(1),
  idea: z.string(),
  title: z.string(),
  /** The last commit of the idea, whose files are in `experiment/`; and the one it began at, in `base/`. */
  commit: z.string(),
  base: z.string(),
  runs: z.array(z.object({ number: z.number().int(), name: z.string(), commit: z.string(), outcome: z.string() })),
  /** Every model that was asked, and how often. */
  models: z.array(z.object({ name: z.string(), calls: z.number().int() })),
  /** US dollars; calls whose price nobody knew count as nothing. */
  dollars: z.number(),
  rehearsal: z.boolean(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
  leftOut: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
});
export type Bundle = z.infer<typeof Bundle>;

/** How the researcher and the models shared the work, counted from the journal and the branch. */
export type Shares = {
  readonly models: Bundle["models"];
  readonly rehearsal: boolean;
  /** Commits of code, plots and text by what they hold: proposals as they were, with edits by hand, and the researcher's own. */
  readonly commits: { readonly model: number; readonly edited: number; readonly byHand: number };
};

/** For the paper or the venue's form: which models did what, and what a human decided. Facts from the record, no promises. */
export function useOfModels({ models, rehearsal, commits }: Shares): string {
  const asked = models.map(({ name, calls }) => `${name} (${calls} answers)`).join(", ") || "none";
  const proposed = commits.model + commits.edited;
  const total = proposed + commits.byHand;
  return [
    `Code, figures, text and reviews of this work were proposed by language models through AI Scientist for VS Code: ${asked}.`,
    `Of ${total} ${total === 1 ? "commit" : "commits"}, ${proposed} ${proposed === 1 ? "holds" : "hold"} what a model proposed and the researcher, or the policy that the researcher set, accepted; in ${commits.edited} of these the researcher changed the proposal first. ${commits.byHand} are the researcher's alone.`,
    "The numbers of its runs were measured by commits in this bundle. Every question and answer is in journal/.",
    ...(rehearsal
      ? ["The model was the built-in rehearsal model: this is a demonstration of the tool and no research."]
      : []),
  ].join("\n");
}
