import { statSync } from "node:fs";
import * as z from "zod";
import { jobFiles, readJson, type Started } from "./job-folder";

/** What the supervisor wrote, checked: the experiment could have written to that file too. */
export const ExitFile = z.object({
  how: z.discriminatedUnion("type", [
    z.object({ type: z.literal("exited"), code: z.number() }),
    z.object({
      type: z.literal("limit"),
      limit: z.enum(["seconds", "memoryMb", "processes", "diskMb", "outputMb"]),
      detail: z.string(),
    }),
    z.object({ type: z.literal("cancelled") }),
  ]),
  seconds: z.number(),
  peakMemoryMb: z.number().optional(),
  violations: z.array(z.string()),
});
export type ExitFile = z.infer<typeof ExitFile>;

export function readExit(folder: string): ExitFile | undefined {
  return ExitFile.safeParse(readJson(jobFiles(folder).exit)).data;
}

/** Seconds that the job has run so far, or ran; without its supervisor's word, until it last printed something. */
export function secondsOf(folder: string, isOver: boolean): number {
  const files = jobFiles(folder);
  const started = readJson<Started>(files.started);
  const until = () =>
    Math.max(...[files.stdout, files.stderr].map((log) => statSync(log, { throwIfNoEntry: false })?.mtimeMs ?? 0));
  const measured = isOver ? readExit(folder)?.seconds : undefined;
  return measured ?? (started ? Math.max(0, ((isOver ? until() : Date.now()) - started.at) / 1000) : 0);
}
