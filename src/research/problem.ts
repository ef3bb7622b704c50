import * as z from "zod";

export const Severity = z.enum(["error", "warning", "info"]);
export type Severity = z.infer<typeof Severity>;

/**
 * Something a careful reader would point out in a file. Lines and columns are 1-based, columns count UTF-16 units,
 * `endColumn` is exclusive. `source` names the tool that found it. Severity is by effect on the PDF or on the truth.
 */
export const Problem = z.object({
  file: z.string(),
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  endLine: z.number().int().min(1).optional(),
  endColumn: z.number().int().min(1),
  rule: z.string(),
  severity: Severity,
  source: z.string(),
  message: z.string(),
  evidence: z.string().optional(),
  /** What could stand in the place of the text instead. */
  correction: z.string().optional(),
  /** What a model read there, where the finding rests on that: the program asked the data what was read. */
  reading: z.string().optional(),
  /** The place that it rests on, where there is one: a path in the folder of results, and a line. */
  shownIn: z.object({ file: z.string(), line: z.number().int().min(1) }).optional(),
  /** Where the correction goes when that is not the place of the problem. */
  corrected: z
    .object({
      line: z.number().int().min(1),
      column: z.number().int().min(1),
      endLine: z.number().int().min(1),
      endColumn: z.number().int().min(1),
    })
    .optional(),
});
export type Problem = z.infer<typeof Problem>;

/** `paper.tex:12: message (rule)` */
export function describeProblem({ file, line, severity, message, source, rule, reading }: Problem): string {
  const by = reading === undefined ? source : `${source}, read by the model`;
  return `${file}:${line}: ${severity}: ${message} (${by}: ${rule})`;
}
