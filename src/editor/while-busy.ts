import * as vscode from "vscode";

/**
 * Shows a step of a dialogue that waits for something, in the place where its next step will be. Undefined when it was closed
 * before the work was done, which cancels it; what the work throws is thrown.
 */
export async function whileBusy<Result>(
  title: string,
  waitingFor: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const cancelled = new AbortController();
  const step = vscode.window.createQuickPick();
  Object.assign(step, { title, placeholder: waitingFor, busy: true, enabled: false, ignoreFocusOut: true });
  const closed = step.onDidHide(() => cancelled.abort("closed"));
  step.show();
  try {
    return await work(cancelled.signal);
  } catch (error) {
    if (cancelled.signal.aborted) return undefined;
    throw error;
  } finally {
    closed.dispose();
    step.dispose();
  }
}
