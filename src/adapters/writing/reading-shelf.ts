import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { ReadingShelf } from "../../engine/ports/reading-shelf";

/** So many lines of a paper are remembered; the oldest are forgotten first. */
const MOST = 5000;

/** What was read in the lines of one paper, in a file. What cannot be read of it is read anew: nothing else rests on it. */
export function readingShelf(file: string): ReadingShelf {
  const read = async () => new Map(entriesIn(await textOf(file)));
  return {
    keyOf: (text) => createHash("sha256").update(text).digest("hex").slice(0, 16),
    read,
    async add(entries) {
      const all = [...new Map([...(await read()), ...entries])].slice(-MOST);
      await mkdir(dirname(file), { recursive: true });
      await writeFileAtomic(file, `${JSON.stringify(Object.fromEntries(all))}\n`);
    },
  };
}

async function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
}

function entriesIn(text: string): [string, readonly unknown[]][] {
  try {
    const all: unknown = JSON.parse(text);
    if (typeof all !== "object" || all === null) return [];
    return Object.entries(all).filter((entry): entry is [string, readonly unknown[]] => Array.isArray(entry[1]));
  } catch {
    return [];
  }
}
