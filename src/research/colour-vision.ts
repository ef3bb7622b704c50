/**
 * Whether two colours (`#rrggbb`) can be told apart, by eyes that see all colours and by those that lack one kind of cone. Colours
 * as eyes without red or green cones see them are those of Viénot, Brettel and Mollon (1999); distance is CIE 1976 in L*a*b*.
 */
export function apart(one: string, other: string): boolean {
  const [first, second] = [linear(one), linear(other)];
  if (!first || !second) return true;
  return EYES.every((eye) => distance(lab(eye(first)), lab(eye(second))) >= JUST_TOLD_APART);
}

/** Below this, two thin lines in a legend are taken for one. The palettes that are called safe stay above it. */
const JUST_TOLD_APART = 10;

type Triple = readonly [number, number, number];

const mixed =
  (red: Triple, green: Triple, blue: Triple) =>
  (colour: Triple): Triple => [dot(red, colour), dot(green, colour), dot(blue, colour)];

const EYES: readonly ((colour: Triple) => Triple)[] = [
  (colour) => colour,
  mixed([0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]),
  mixed([0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]),
];

function dot(weights: Triple, [red, green, blue]: Triple): number {
  return weights[0] * red + weights[1] * green + weights[2] * blue;
}

function linear(colour: string): Triple | undefined {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour)?.slice(1);
  if (!parts) return undefined;
  const [red, green, blue] = parts.map((part) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [red!, green!, blue!];
}

function lab(colour: Triple): Triple {
  const [x, y, z] = [
    dot([0.4124, 0.3576, 0.1805], colour) / 0.9505,
    dot([0.2126, 0.7152, 0.0722], colour),
    dot([0.0193, 0.1192, 0.9505], colour) / 1.089,
  ].map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116));
  return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)];
}

function distance(one: Triple, other: Triple): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
