import type { LogPiece } from "../../engine/project";
import type { L10n } from "./tree-node";

/** What is kept of a log that is being looked at: its end, and how much stood before it. */
export type KeptLog = { readonly text: string; readonly skippedBytes: number };

export const emptyLog: KeptLog = { text: "", skippedBytes: 0 };

/** The log with what came. It is cut at the beginning of a line, and seldom, so that lines being read stay where they are. */
export function withPiece({ text, skippedBytes }: KeptLog, piece: Pick<LogPiece, "text" | "skipped">): KeptLog {
  const joined = piece.skipped > 0 ? piece.text : text + piece.text;
  const skipped = skippedBytes + piece.skipped + (piece.skipped > 0 ? bytesIn(text) : 0);
  if (joined.length <= 2 * KEPT) return { text: joined, skippedBytes: skipped };
  const end = joined.slice(-KEPT);
  const kept = end.slice(end.indexOf("\n") + 1);
  return { text: kept, skippedBytes: skipped + bytesIn(joined) - bytesIn(kept) };
}

/** Characters. */
const KEPT = 500_000;

function bytesIn(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The log as a text to read; what is left out is said, with the files that have all of it. */
export function logText(l10n: L10n, { text, skippedBytes }: KeptLog, files: readonly string[]): string {
  const shown = asATerminalShows(text);
  if (skippedBytes === 0) return shown || l10n.t("Nothing was printed yet.");
  const megabytes = (skippedBytes / 1_000_000).toFixed(1);
  const said = l10n.t("[{0} MB before this are not shown. The whole log: {1}]", megabytes, files.join(", "));
  return `${said}\n\n${shown}`;
}

/** Without colours; of a line that was written again and again, as progress bars are, only what stood there last. */
function asATerminalShows(text: string): string {
  return text
    .replace(ESCAPES, "")
    .split("\n")
    .map((line) => line.replace(/\r+$/, ""))
    .map((line) => line.slice(line.lastIndexOf("\r") + 1))
    .join("\n");
}

/** Colours and movements of the cursor, and titles of windows. */
const ESCAPES = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\))/g;
