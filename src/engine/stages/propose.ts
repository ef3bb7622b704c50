import type { FileEdit, Hunk, Intent } from "../../research/change";
import type { Lab } from "../lab";
import { ProposalRefused } from "../ports/workspace";

/** Writes edits as an unstaged change; throws `ProposalRefused` where they would meet what the researcher is writing. */
export async function propose(lab: Lab, edits: readonly FileEdit[], intent: Intent): Promise<readonly Hunk[]> {
  const open = edits.find(({ path }) => lab.researcher.isEditing(path));
  if (open)
    throw new ProposalRefused(
      `“${open.path}” has unsaved edits in an editor, so nothing is written beneath them. Save or undo them first.`,
    );
  return lab.workspace.propose(edits, intent);
}
