import { crc32, deflateSync } from "node:zlib";

export function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** `rows` are as they are stored: a filter, then the channels. `type` 2 is RGB, 6 has transparency. */
export function png(
  width: number,
  rows: readonly (readonly number[])[],
  type: 2 | 6 | 3 = 2,
  extra: readonly Buffer[] = [],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, type, 0, 0, 0], 8);
  const data = chunk("IDAT", deflateSync(Buffer.from(rows.flat())));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    ...extra,
    data,
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
