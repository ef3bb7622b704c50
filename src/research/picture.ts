/** What a PNG file says of itself, without looking at its pixels. */
export type Png = {
  readonly width: number;
  readonly height: number;
  /** Bits of one channel. */
  readonly depth: number;
  readonly channels: number;
  readonly indexed: boolean;
  readonly interlaced: boolean;
  /** The compressed pixels, one piece after the other. */
  readonly data: Uint8Array;
};

/** Undefined for what is no PNG, or a broken one. */
export function pngIn(bytes: Uint8Array): Png | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 45 || latin1(bytes.subarray(0, 8)) !== SIGNATURE || latin1(bytes.subarray(12, 16)) !== "IHDR")
    return undefined;
  const [width, height, depth, type] = [view.getUint32(16), view.getUint32(20), bytes[24]!, bytes[25]!];
  const channels = CHANNELS[type];
  if (channels === undefined || width === 0 || height === 0) return undefined;
  const data: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = latin1(bytes.subarray(at + 4, at + 8));
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (content.length < length) return undefined;
    if (name === "IDAT") data.push(content);
    at += 12 + length;
  }
  return {
    width,
    height,
    depth,
    channels,
    indexed: type === 3,
    interlaced: bytes[28] === 1,
    data: joined(data),
  };
}

const SIGNATURE = "\x89PNG\r\n\x1a\n";
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Pixels. A larger picture is not looked into. */
const MOST_PIXELS = 40_000_000;

/** Whether the pixels can be read here: eight bits a channel, in their order. */
export function isReadable({ depth, interlaced, width, height }: Png): boolean {
  return depth === 8 && !interlaced && width * height <= MOST_PIXELS;
}

/** The channels of all pixels in their order, from the decompressed data of a readable picture. Undefined where some are missing. */
export function pixelsOf({ width, height, channels }: Png, inflated: Uint8Array): Uint8Array | undefined {
  const stride = width * channels;
  if (inflated.length < (stride + 1) * height) return undefined;
  const pixels = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const [from, to] = [row * (stride + 1), row * stride];
    const filter = inflated[from]!;
    for (let at = 0; at < stride; at++) {
      const left = at < channels ? 0 : pixels[to + at - channels]!;
      const above = row === 0 ? 0 : pixels[to + at - stride]!;
      const corner = row === 0 || at < channels ? 0 : pixels[to + at - stride - channels]!;
      pixels[to + at] = inflated[from + 1 + at]! + predicted(filter, left, above, corner);
    }
  }
  return pixels;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Whether next to no pixel differs from the first: paper without a drawing on it. What cannot be seen through is not compared. */
export function isBlank({ channels, indexed }: Png, pixels: Uint8Array): boolean {
  const compared = channels === 2 || channels === 4 ? channels - 1 : channels;
  const least = Math.max(4, (pixels.length / channels) * 0.0001);
  const apart = indexed ? 1 : 16;
  let different = 0;
  for (let at = 0; at < pixels.length && different < least; at += channels) {
    if (compared < channels && pixels[at + compared]! < 16) continue;
    for (let channel = 0; channel < compared; channel++)
      if (Math.abs(pixels[at + channel]! - pixels[channel]!) >= apart) {
        different++;
        break;
      }
  }
  return different < least;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
