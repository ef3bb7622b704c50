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

/** Puts what is left of a proposal in its place, or takes it away; whatever else came onto the shelf meanwhile stays. */
export function keepProposal(folder: string, id: string, left: PassageProposal | undefined): Promise<void> {
  const kept = (turns.get(folder) ?? Promise.resolve()).then(async () => {
    const proposals = await readProposals(folder);
    const known = proposals.some((one) => one.id === id);
    const after = proposals.flatMap((one) => (one.id === id ? (left ?? []) : one));
    await write(folder, left && !known ? [...after, left] : after);
  });
  turns.set(
    folder,
    kept.catch(() => {}),
  );
  return kept;
}

/** One change at a time: each begins with what the last one left. */
const turns = new Map<string, Promise<void>>();

async function write(folder: string, proposals: readonly PassageProposal[]): Promise<void> {
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
