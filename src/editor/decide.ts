import * as vscode from "vscode";
import type { Chosen } from "./chosen-hunks";

export type Deciding = "accept" | "reject" | "reconsider";

/** Accepts or rejects hunks, or takes back that they were accepted. Resolves to whether it was done; what is stale is not guessed: the views show what is there now. */
export async function decide(how: Deciding, { board, idea, hunks }: Chosen): Promise<boolean> {
  try {
    await board.project.workspace(idea.slug)[how](hunks.map(({ id }) => id));
    return true;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "HunkStale") throw error;
    void vscode.window.showInformationMessage(error.message);
    return false;
  } finally {
    await board.decided(idea.slug);
  }
}
