import * as z from "zod";

/** What a step belongs to; undefined for one that says nothing about it. */
export function groupOf(step: string): string | undefined {
  const numbered = /^(?:notes after )?(run|review|improvement)[ _](\d+)/.exec(
    step.replace(/^paper, (?=improvement)/, ""),
  );
  if (numbered) return numbered[1] === "run" && numbered[2] === "0" ? "baseline" : `${numbered[1]} ${numbered[2]}`;
  if (step.startsWith("baseline")) return "baseline";
  if (step === "plan of the runs") return "plan";
  if (/^plots?\b/.test(step)) return "plots";
  if (/^(?:paper|citations|draft)\b/.test(step)) return "paper";
  return /^(?:idea|start|parameters|novelty)\b/.test(step) ? "start" : undefined;
}

// The parts of recorded results that a timeline tells, whatever else they hold.

export const Proposed = z.object({ files: z.array(z.string()), hunks: z.array(z.unknown()).default([]) });
export const Requested = z.object({ type: z.literal("request"), text: z.string() });
export const Decided = z.object({
  approved: z.boolean(),
  remarks: z.string(),
  by: z.enum(["researcher", "policy"]),
  tally: z.record(z.string(), z.number()).optional(),
});
export const Committed = z.object({ commit: z.string().optional() });
export const Launched = z.object({ by: z.enum(["researcher", "policy"]) });
export const Outcome = z.object({
  end: z.object({
    how: z.discriminatedUnion("type", [
      z.object({ type: z.literal("exited"), code: z.number() }),
      z.object({ type: z.literal("limit"), limit: z.string() }),
      z.object({ type: z.literal("cancelled") }),
      z.object({ type: z.literal("lost") }),
    ]),
    seconds: z.number(),
  }),
  files: z.array(z.string()).default([]),
});
/** How a job ended; with code 0 it ended well. */
export type JobHow = z.infer<typeof Outcome>["end"]["how"];
