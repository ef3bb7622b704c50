import * as z from "zod";
import { applyEdits } from "./apply-edits";

/** One line of input of the `apply` command: an answer of a model and the files it speaks of. */
export const ApplyRequest = z.object({
  files: z.record(z.string(), z.string()),
  message: z.string(),
  editable: z.array(z.string()).nullish(),
  finish: z.string().nullish(),
});
export type ApplyRequest = z.infer<typeof ApplyRequest>;

/** One JSON line in, one out: `{files, failures, noops}`. A line that is no request gives a failure, never an exception. */
export function applyLine(line: string): string {
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch (error) {
    return badInput(`The line is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const request = ApplyRequest.safeParse(input);
  if (!request.success) return badInput(`The line is not a request: ${z.prettifyError(request.error)}`);
  const { files, message, editable, finish } = request.data;
  const result = applyEdits(message, files, { ...(editable ? { editable } : {}), ...(finish ? { finish } : {}) });
  return JSON.stringify({ files: result.files, failures: result.failures, noops: result.noops });
}

function badInput(message: string): string {
  return JSON.stringify({ files: {}, failures: [{ path: "", reason: "bad-input", message }], noops: [] });
}
