import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { PassageProposal } from "../../research/passage";
import { makePrivateFolder, privateFolderName } from "../private-folder";

/** Where everything about the writing in a folder is kept. */
export function writingFolder(folder: string): string {
  return join(folder, privateFolderName, "writing");
}

/** The proposals that wait to be decided. One that another version wrote and that cannot be read is passed over; its answer is in the journal. */
export async function readProposals(folder: string): Promise<PassageProposal[]> {
  const text = await readFile(shelf(folder), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "[]";
    throw error;
  });
  return entriesIn(text).flatMap((entry) => PassageProposal.safeParse(entry).data ?? []);
}

export async function keepProposals(folder: string, proposals: readonly PassageProposal[]): Promise<void> {
  await makePrivateFolder(writingFolder(folder));
  await mkdir(dirname(shelf(folder)), { recursive: true });
  await writeFileAtomic(shelf(folder), `${JSON.stringify(proposals, null, 1)}\n`);
}

function shelf(folder: string): string {
  return join(writingFolder(folder), "proposals.json");
}

function entriesIn(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [];
  } catch {
    return []; // Torn by whatever else writes there: the answers are in the journals.
  }
}
