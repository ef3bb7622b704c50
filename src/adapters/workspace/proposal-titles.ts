import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Hunk, Intent } from "../../research/change";
import { writeAtomically } from "./atomic-text";

const Titles = z.record(z.string(), z.object({ title: z.string(), why: z.string() }));
type Titles = z.infer<typeof Titles>;

/** Which title and reason belong to which hunk: the model names them per file, in the order of the file. */
function titlesOf(hunks: readonly Hunk[], named: Intent["hunks"]): Titles {
  const titles: Titles = {};
  for (const path of new Set(hunks.map((hunk) => hunk.path))) {
    const mine = named.filter((name) => name.path === path);
    const inFile = hunks.filter((hunk) => hunk.path === path);
    for (const [index, hunk] of inFile.entries()) {
      const name = mine[Math.min(mine.length - 1, Math.floor((index * mine.length) / inFile.length))];
      if (name) titles[hunk.id] = { title: name.title, why: name.why };
    }
  }
  return titles;
}

/**
 * Keeps the titles of the latest proposal beside the idea, for a view in another process. They decide nothing; without them
 * hunks have no title. Hunks that stood there `before` the proposal keep theirs: it names only what it added. A proposal that
 * is made again adds nothing, and names what has no name yet.
 */
export async function keepTitles(
  folder: string,
  { before, hunks, named }: { before: readonly Hunk[]; hunks: readonly Hunk[]; named: Intent["hunks"] },
): Promise<void> {
  const kept = await keptTitles(folder);
  const old = hunks.filter((hunk) => before.some(({ id }) => id === hunk.id));
  const fresh = hunks.filter((hunk) => !old.includes(hunk));
  const nameless = fresh.length > 0 ? fresh : hunks.filter(({ id }) => !kept[id]);
  const carried = old.flatMap(({ id }) => (kept[id] ? [[id, kept[id]] as const] : []));
  const titles = { ...Object.fromEntries(carried), ...titlesOf(nameless, named) };
  await writeAtomically(join(folder, "proposal.json"), JSON.stringify(titles), folder);
}

export async function withTitles(folder: string, hunks: readonly Hunk[]): Promise<Hunk[]> {
  const titles = await keptTitles(folder);
  return hunks.map((hunk) => ({ ...hunk, ...titles[hunk.id] }));
}

async function keptTitles(folder: string): Promise<Titles> {
  const text = await readFile(join(folder, "proposal.json"), "utf8").catch(() => "{}");
  try {
    return Titles.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
