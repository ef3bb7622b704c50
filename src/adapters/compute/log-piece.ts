import { open } from "node:fs/promises";
import type { LogPiece, LogPlaces } from "../../engine/project";
import { jobFiles } from "./job-folder";

/**
 * What a job printed after `since`, both streams, errors last; the last `LONGEST` bytes of each where more came. Undefined when nothing of the
 * job is kept in `folder`. Never ends inside a character.
 */
export async function logPiece(folder: string, since?: LogPlaces): Promise<LogPiece | undefined> {
  const files = jobFiles(folder);
  const [output, errors] = await Promise.all([
    pieceOf(files.stdout, since?.stdout ?? 0),
    pieceOf(files.stderr, since?.stderr ?? 0),
  ]);
  if (!output && !errors) return undefined;
  const [stdout, stderr] = [output ?? NOTHING, errors ?? NOTHING];
  const between = stdout.text && stderr.text && !stdout.text.endsWith("\n") ? "\n" : "";
  return {
    text: `${stdout.text}${between}${stderr.text}`,
    skipped: stdout.skipped + stderr.skipped,
    places: { stdout: stdout.to, stderr: stderr.to },
    files: [files.stdout, files.stderr],
  };
}

/** Bytes of one stream that are read at once. */
const LONGEST = 400_000;

type Piece = { readonly text: string; readonly skipped: number; readonly to: number };
const NOTHING: Piece = { text: "", skipped: 0, to: 0 };

/** A file that became shorter is another one: it is read from its beginning. */
async function pieceOf(path: string, since: number): Promise<Piece | undefined> {
  const handle = await open(path, "r").catch(() => undefined);
  if (!handle) return undefined;
  try {
    const { size } = await handle.stat();
    const begin = since > size ? 0 : since;
    const from = Math.max(begin, size - LONGEST);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    const first = from > begin ? firstCharacter(buffer) : 0;
    const end = wholeCharacters(buffer.subarray(0, bytesRead));
    const skipped = from > begin ? from + first - begin : 0;
    return { text: buffer.toString("utf8", first, end), skipped, to: from + end };
  } finally {
    await handle.close();
  }
}

/** How many bytes there are before the first that begins a character. */
function firstCharacter(bytes: Uint8Array): number {
  const at = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  return Math.max(0, at);
}

/** The number of bytes up to the end of the last character that is whole. What is no UTF-8 counts as whole. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf8 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
