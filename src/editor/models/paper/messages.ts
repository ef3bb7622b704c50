import { FromPaper } from "../../../webview/contract/paper";

/** What the panel of a paper says; undefined for what does not fit. */
export function readFromPaper(raw: unknown): FromPaper | undefined {
  return FromPaper.safeParse(raw).data;
}
