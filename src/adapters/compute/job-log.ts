import { open } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";

/** Reads a growing log from its beginning, in pieces of at most 64 kB that never cut a character. */
export class JobLog {
  private offset = 0;
  private readonly decoder = new StringDecoder("utf8");

  constructor(private readonly path: string) {}

  /** What came since the last call, as far as it fits; empty when nothing did. */
  async more(): Promise<string> {
    const bytes = await bytesAt(this.path, this.offset, pieceBytes);
    this.offset += bytes.length;
    return this.decoder.write(bytes);
  }

  /** The rest of a character that was never finished. Once, at the end. */
  rest(): string {
    return this.decoder.end();
  }
}

const pieceBytes = 65_536;

/** The last `characters` of a log; empty when there is none. */
export async function endOfLog(path: string, characters = 1500): Promise<string> {
  const handle = await open(path, "r").catch(() => undefined);
  if (!handle) return "";
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - characters * 4);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(characters * 4), 0, characters * 4, from);
    return [...buffer.toString("utf8", 0, bytesRead)].slice(-characters).join("");
  } finally {
    await handle.close();
  }
}

async function bytesAt(path: string, offset: number, length: number): Promise<Buffer> {
  const handle = await open(path, "r").catch(() => undefined);
  if (!handle) return Buffer.alloc(0);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
