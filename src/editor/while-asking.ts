import * as vscode from "vscode";

/** How far something is: what is done now, and by how many hundredths more of all it is than before. */
export type Report = vscode.Progress<{ readonly message?: string; readonly increment?: number }>;

/** Shows work with a way to cancel it. Undefined when the researcher cancels it, which is said where there is something to say. */
export async function whileAsking<Answer>(
  title: string,
  work: (signal: AbortSignal, progress: Report) => Promise<Answer>,
  stoppedWords?: string,
): Promise<Answer | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const stopped = new AbortController();
    token.onCancellationRequested(() => stopped.abort("stopped"));
    try {
      return await work(stopped.signal, progress);
    } catch (error) {
      if (!stopped.signal.aborted) throw error;
      if (stoppedWords !== undefined) vscode.window.setStatusBarMessage(stoppedWords, 8000);
      return undefined;
    }
  });
}
