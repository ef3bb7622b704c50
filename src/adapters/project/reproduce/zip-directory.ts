/** One entry of a zip archive, as its directory tells of it. */
export type ZipEntry = {
  readonly name: string;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly packed: number;
  readonly bytes: number;
  /** Where its own header begins. */
  readonly offset: number;
  readonly encrypted: boolean;
  /** Neither a plain file nor a folder: a link, a pipe, a device. */
  readonly special: boolean;
};

/** An archive that cannot be read, with the reason. */
export class ArchiveUnreadable extends Error {
  override readonly name = "ArchiveUnreadable";
}

/** Where the directory of an archive lies. `tail` is the end of the file, at least the last 66 kB or all of it. */
export function directoryPlace(tail: Buffer): {
  readonly entries: number;
  readonly bytes: number;
  readonly at: number;
} {
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const [entries, bytes, from] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (entries === 0xffff || bytes === 0xffffffff || from === 0xffffffff)
      throw new ArchiveUnreadable("It is larger than 4 GB or holds more than 65,535 files, which is not read.");
    return { entries, bytes, at: from };
  }
  throw new ArchiveUnreadable("It is no zip archive, or its end is missing.");
}

/** The entries of an archive's directory. */
export function entriesIn(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new ArchiveUnreadable("Its directory is damaged.");
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const mode = directory.readUInt32LE(at + 38) >>> 16;
    const madeByUnix = directory.readUInt8(at + 5) === 3;
    entries.push({
      name: directory.toString("utf8", at + 46, at + 46 + name),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      special: madeByUnix && ![0, PLAIN_FILE, FOLDER].includes(mode & 0o170000),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** Where an entry's content begins, from its own header of 30 bytes at `offset`. */
export function contentPlace(header: Buffer, offset: number): number {
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER)
    throw new ArchiveUnreadable("It is damaged: a file does not begin where its directory says.");
  return offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const PLAIN_FILE = 0o100000;
const FOLDER = 0o040000;
