import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import type { Picture } from "../../engine/ports/language-model";
import { isReadable, type Png, pixelsOf, pngIn } from "../../research/picture";
import { pathInWorktree } from "./worktree-path";

/** Pixels of the longer side. Models make smaller what is larger, and charge for it all the same. */
const LONGEST_SIDE = 2048;
/** Bytes. Endpoints refuse what is much larger. */
const LARGEST = 3_500_000;
/** Bytes. What is larger on disk is no figure. */
const LARGEST_FILE = 20_000_000;

/** A PNG of the worktree as a model may be shown it; undefined when it is not the one of this hash, or cannot be made small enough. */
export async function pictureToShow(root: string, path: string, sha256: string): Promise<Picture | undefined> {
  const absolute = await pathInWorktree(root, path);
  const found = await stat(absolute).catch(() => undefined);
  if (!found?.isFile() || found.size > LARGEST_FILE) return undefined;
  const bytes = await readFile(absolute);
  if (createHash("sha256").update(bytes).digest("hex") !== sha256) return undefined;
  const shown = smallEnough(bytes);
  return shown && { mediaType: "image/png", base64: Buffer.from(shown).toString("base64") };
}

/** The file itself where it is small enough, else a smaller picture of the same. */
export function smallEnough(bytes: Uint8Array): Uint8Array | undefined {
  const png = pngIn(bytes);
  if (!png) return undefined;
  if (Math.max(png.width, png.height) <= LONGEST_SIDE && bytes.length <= LARGEST) return bytes;
  if (!isReadable(png) || png.indexed) return undefined;
  const inflated = inflatedOf(png);
  const pixels = inflated && pixelsOf(png, inflated);
  const shown = pixels && reduced(png, pixels);
  return shown && shown.length <= LARGEST ? shown : undefined;
}

/** Undefined for pixels that are broken, or far more than the picture says. */
function inflatedOf({ data }: Png): Uint8Array | undefined {
  try {
    return inflateSync(data, { maxOutputLength: 200_000_000 });
  } catch {
    return undefined;
  }
}

/** Each pixel is the mean of those that it stands for, on white. */
function reduced({ width, height, channels }: Png, pixels: Uint8Array): Uint8Array {
  const scale = Math.max(1, Math.max(width, height) / LONGEST_SIDE);
  const [across, down] = [Math.max(1, Math.round(width / scale)), Math.max(1, Math.round(height / scale))];
  const rows = Buffer.alloc((across * 3 + 1) * down);
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const [left, right] = [Math.floor(x * scale), Math.min(width, Math.ceil((x + 1) * scale))];
      const [top, bottom] = [Math.floor(y * scale), Math.min(height, Math.ceil((y + 1) * scale))];
      const sum = [0, 0, 0];
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++) add(sum, pixels, (row * width + column) * channels, channels);
      const count = (right - left) * (bottom - top);
      rows.set(
        sum.map((one) => Math.round(one / count)),
        y * (across * 3 + 1) + 1 + x * 3,
      );
    }
  return pngOf(across, down, rows);
}

function add(sum: number[], pixels: Uint8Array, at: number, channels: number): void {
  const opacity = channels % 2 === 0 ? pixels[at + channels - 1]! / 255 : 1;
  for (let channel = 0; channel < 3; channel++)
    sum[channel]! += pixels[at + (channels > 2 ? channel : 0)]! * opacity + 255 * (1 - opacity);
}

/** `rows` are as PNG stores them: a filter of 0, then red, green and blue of each pixel. */
function pngOf(width: number, height: number, rows: Buffer): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunks = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
