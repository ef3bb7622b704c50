import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import {
  copyFile,
  type FileHandle,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";
import { Bundle } from "../../../research/bundle";
import { objectionTo } from "../../workspace/worktree-path";
import { ArchiveUnreadable, contentPlace, directoryPlace, entriesIn, type ZipEntry } from "./zip-directory";

/**
 * Takes out of a bundle (an archive, or a folder that it was unpacked into) what a reproduction needs, and nothing else: the code as
 * it began, the changes, the record. What the archive says of itself is not believed: names that lead elsewhere, links, files that
 * are larger than they say or than a bundle holds, and content that is not what `bundle.json` lists are refused. `target` appears whole.
 */
export async function unpackBundle(source: string, target: string): Promise<Bundle> {
  const draft = `${target}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    if ((await stat(source)).isDirectory()) await copyOut(source, draft);
    else await unzip(source, draft);
    const bundle = await checked(draft);
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
    return bundle;
  } catch (error) {
    if (error instanceof ArchiveUnreadable) throw new ArchiveUnreadable(`${source} cannot be used. ${error.message}`);
    throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What a bundle is: `bundle.json` lists what all files in it are. Undefined where it cannot be said; unpacking says why. */
export async function identityOf(source: string): Promise<string | undefined> {
  const scratch = await mkdtemp(join(tmpdir(), "ai-scientist-bundle-"));
  try {
    if ((await stat(source)).isDirectory()) return await sha256Of(join(source, LIST));
    await unzip(source, scratch, (path) => path === LIST);
    return await sha256Of(join(scratch, LIST));
  } catch {
    return undefined;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Whether a folder is a bundle that somebody unpacked. */
export async function isUnpackedBundle(folder: string): Promise<boolean> {
  return (await lstat(join(folder, LIST)).catch(() => undefined))?.isFile() ?? false;
}

const LIST = "bundle.json";
/** What is wanted of a bundle. */
const WANTED = /^(?:bundle\.json|changes\.mbox|journal\/journal\.jsonl|base\/.+)$/;
/** Bytes: of one file, and of all that is taken out. */
const LARGEST_FILE = 200_000_000;
const LARGEST = 2_000_000_000;

async function unzip(archive: string, target: string, isWanted = (_path: string) => true): Promise<void> {
  const file = await open(archive, "r");
  try {
    const { size } = await file.stat();
    const tail = await bytesAt(file, Math.max(0, size - 66_000), size);
    const place = directoryPlace(tail);
    if (place.at + place.bytes > size) throw new ArchiveUnreadable("It is cut off: its directory is not there.");
    const entries = entriesIn(await bytesAt(file, place.at, place.at + place.bytes), place.entries);
    const wanted = wantedOf(entries);
    for (const [path, entry] of wanted)
      if (isWanted(path)) await inflate(file, entry, join(target, ...path.split("/")));
  } finally {
    await file.close();
  }
}

/** By their paths in the bundle: without the folder that all of them are in. */
function wantedOf(entries: readonly ZipEntry[]): Map<string, ZipEntry> {
  const own = entries.find(({ name }) => /^(?:[^/]+\/)?bundle\.json$/.test(name));
  if (!own) throw new ArchiveUnreadable("It holds no bundle.json: it was not made by Export Bundle.");
  const top = own.name.slice(0, -"bundle.json".length);
  const wanted = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const path = entry.name.startsWith(top) ? entry.name.slice(top.length) : "";
    if (!WANTED.test(path) || path.endsWith("/")) continue;
    const objection = objectionTo(path);
    if (objection) throw new ArchiveUnreadable(`“${path.slice(0, 200)}” ${objection}.`);
    if (entry.special) throw new ArchiveUnreadable(`“${path}” is a link or no plain file.`);
    if (entry.encrypted) throw new ArchiveUnreadable("It is encrypted.");
    if (wanted.has(path)) throw new ArchiveUnreadable(`“${path}” is in it twice.`);
    wanted.set(path, entry);
  }
  requireRoom([...wanted].map(([path, { bytes }]) => ({ path, bytes })));
  return wanted;
}

function requireRoom(files: readonly { readonly path: string; readonly bytes: number }[]): void {
  const large = files.find(({ bytes }) => bytes > LARGEST_FILE);
  if (large) throw new ArchiveUnreadable(`“${large.path}” is larger than ${LARGEST_FILE / 1e6} MB.`);
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > LARGEST)
    throw new ArchiveUnreadable(`Its code and record are larger than ${LARGEST / 1e9} GB.`);
}

async function inflate(file: FileHandle, entry: ZipEntry, target: string): Promise<void> {
  if (entry.method !== 0 && entry.method !== 8)
    throw new ArchiveUnreadable(`“${entry.name}” is packed in a way that is not read.`);
  await mkdir(dirname(target), { recursive: true });
  const from = contentPlace(await bytesAt(file, entry.offset, entry.offset + 30), entry.offset);
  if (entry.bytes === 0 || entry.packed === 0) return pipeline([], createWriteStream(target));
  const packed = Readable.from(piecesOf(file, from, from + entry.packed));
  const unpacking = entry.method === 8 ? [createInflateRaw()] : [];
  try {
    await pipeline([packed, ...unpacking, noMoreThan(entry), createWriteStream(target)]);
  } catch (error) {
    if (error instanceof ArchiveUnreadable) throw error;
    throw new ArchiveUnreadable(`“${entry.name}” is damaged: ${(error as Error).message}.`);
  }
}

/** A stream of the handle's own would listen to its end, one for each file of the archive. */
async function* piecesOf(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const piece = await bytesAt(file, at, Math.min(to, at + PIECE));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}

const PIECE = 1 << 18;

/** An archive of a few bytes can hold gigabytes: what comes out is counted. */
function noMoreThan({ name, bytes }: ZipEntry): Transform {
  let seen = 0;
  return new Transform({
    transform(piece: Buffer, _, give) {
      seen += piece.length;
      if (seen > bytes) give(new ArchiveUnreadable(`“${name}” is larger than the archive says.`));
      else give(null, piece);
    },
  });
}

async function bytesAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
  return buffer.subarray(0, bytesRead);
}

async function copyOut(source: string, target: string): Promise<void> {
  const files = await plainFiles(source, "");
  requireRoom(files);
  for (const { path } of files) {
    const objection = objectionTo(path);
    if (objection) throw new ArchiveUnreadable(`“${path.slice(0, 200)}” ${objection}.`);
    await mkdir(dirname(join(target, path)), { recursive: true });
    await copyFile(join(source, path), join(target, path));
  }
}

/** Links are nobody's file. */
async function plainFiles(root: string, folder: string): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return /^(?:base|journal$)/.test(path) ? plainFiles(root, path) : [];
    return entry.isFile() && WANTED.test(path) ? [{ path, bytes: (await stat(join(root, path))).size }] : [];
  });
  return (await Promise.all(found)).flat();
}

/** What `bundle.json` says, once every file that was taken out is what it lists. */
async function checked(folder: string): Promise<Bundle> {
  const bundle = bundleIn(await readFile(join(folder, "bundle.json"), "utf8").catch(() => ""));
  const there = await plainFiles(folder, "");
  const listed = new Map(bundle.files.map(({ path, sha256 }) => [path, sha256]));
  for (const path of ["changes.mbox", "journal/journal.jsonl"])
    if (!there.some((file) => file.path === path)) throw new ArchiveUnreadable(`It has no ${path}.`);
  for (const { path } of there) {
    if (path === "bundle.json") continue;
    if (listed.get(path) !== (await sha256Of(join(folder, path))))
      throw new ArchiveUnreadable(`“${path}” is not the file that bundle.json lists.`);
  }
  return bundle;
}

function bundleIn(text: string): Bundle {
  try {
    return Bundle.parse(JSON.parse(text));
  } catch {
    throw new ArchiveUnreadable("Its bundle.json is none that this version reads.");
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
