import { basename } from "node:path";
import * as vscode from "vscode";
import type { Retry } from "../research/live-retry";

/** How far something is: what is done now, and by how many hundredths more of all it is than before. */
export type Report = vscode.Progress<{ readonly message?: string; readonly increment?: number }>;

/** What is asked about a file: retries of just that are told. `stopped` are the words for who cancels it. */
export type Asked = {
  readonly file?: string;
  readonly retries?: vscode.Event<Retry>;
  readonly stopped?: string;
};

/** Shows work with a way to cancel it. Undefined when the researcher cancels it, which is said where there is something to say. */
export async function whileAsking<Answer>(
  title: string,
  work: (signal: AbortSignal, progress: Report) => Promise<Answer>,
  { file, retries, stopped: stoppedWords }: Asked = {},
): Promise<Answer | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const stopped = new AbortController();
    token.onCancellationRequested(() => stopped.abort("stopped"));
    const told = file === undefined ? undefined : retries?.((retry) => tellRetry(progress, basename(file), retry));
    try {
      return await work(stopped.signal, progress);
    } catch (error) {
      if (!stopped.signal.aborted) throw error;
      if (stoppedWords !== undefined) vscode.window.setStatusBarMessage(stoppedWords, 8000);
      return undefined;
    } finally {
      told?.dispose();
    }
  });
}

function tellRetry(progress: Report, subject: string, retry: Retry): void {
  if (retry.subject !== subject) return;
  const { reason, waitSeconds, attempt, attempts } = retry;
  const seconds = Math.ceil(waitSeconds);
  progress.report({
    message: vscode.l10n.t("{0} Trying again in {1} s ({2} of {3}).", reason, seconds, attempt, attempts),
  });
}
