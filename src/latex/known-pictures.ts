import { type DrawnFigure, FIGURE_RECORD } from "../research/figure-record";
import { type KnownPicture, knownPicture, type PictureFacts } from "../research/picture-facts";

/** How to look at pictures and data on disk. Paths are as in `Surroundings`. */
export type Looking = {
  /** Undefined for what is not there or cannot be looked into. */
  facts(path: string): Promise<PictureFacts | undefined>;
  /** The figures of a record; none where there is no record. */
  record(path: string): Promise<readonly DrawnFigure[]>;
  /** The sha256 of a file; undefined when it is not there, or too large for that. */
  hash(path: string): Promise<string | undefined>;
};

/** How far above a picture its record is looked for. */
const LEVELS = 2;
/** What is known of pictures, by name; `pictures` says where each lies. */
export async function knownPictures(
  pictures: ReadonlyMap<string, string>,
  around: Looking,
): Promise<Map<string, KnownPicture>> {
  const known = new Map<string, KnownPicture>();
  for (const [name, path] of pictures) {
    const facts = await around.facts(path);
    if (facts) known.set(name, await pictureAt(path, facts, around));
  }
  return known;
}

async function pictureAt(path: string, facts: PictureFacts, around: Looking): Promise<KnownPicture> {
  const folders = foldersAbove(path);
  for (const folder of folders) {
    const drawn = (await around.record(folder + FIGURE_RECORD)).find(({ sha256 }) => sha256 === facts.sha256);
    if (drawn) return knownPicture(facts, drawn, await changedData(drawn, folder, around));
  }
  return knownPicture(facts, undefined, []);
}

/** The folder of a file and those above it, each ending in a slash; "" is where the source lies. */
function foldersAbove(path: string): string[] {
  const folders = [path.slice(0, path.lastIndexOf("/") + 1)];
  while (folders.length <= LEVELS) folders.push(above(folders.at(-1)!));
  return folders;
}

function above(folder: string): string {
  return /^(?:\.\.\/)*$/.test(folder) ? `${folder}../` : folder.replace(/[^/]*\/$/, "");
}

/** What is not there any more is not said to have changed. */
async function changedData({ data }: DrawnFigure, folder: string, { hash }: Looking): Promise<string[]> {
  const own = data.filter(({ path }) => !/^(?:\/|\w:)|\\|(?:^|\/)\.\.(?:\/|$)/.test(path));
  const now = await Promise.all(
    own.map(async ({ path, sha256 }) => ({ path, sha256, now: await hash(folder + path) })),
  );
  return now.filter((one) => one.now !== undefined && one.now !== one.sha256).map(({ path }) => path);
}
