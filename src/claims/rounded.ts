/** A number as a paper prints it: text that stands in running text as it is, or needs maths around it. */
export type Printed = { readonly text: string; readonly maths: boolean };

/** Digits that a number keeps of which nothing is known about how sure it is. */
const DIGITS = 4;

/** A value to the digits that its uncertainty leaves, two where that begins with a 1, else one; without one to four digits. */
export function rounded(value: number, uncertainty?: number): Printed {
  const known = uncertainty !== undefined && uncertainty > 0 && Number.isFinite(uncertainty);
  return printed(value, known ? placesOf(uncertainty) : undefined);
}

/** Value and uncertainty to the same digits: `0.0096 \pm 0.0007`. */
export function roundedWith(value: number, uncertainty: number): Printed {
  const places = placesOf(uncertainty);
  const [one, other] = [printed(value, places), printed(uncertainty, places)];
  return { text: `${one.text} \\pm ${other.text}`, maths: true };
}

/** How many places after the point. Whole numbers stay as they are, however unsure they are. */
function placesOf(uncertainty: number): number {
  const size = Math.floor(Math.log10(uncertainty));
  const leading = Math.floor(uncertainty / 10 ** size + 1e-9);
  return -size + (leading === 1 ? 1 : 0);
}

function printed(value: number, places: number | undefined): Printed {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e7)) return scientific(value, places);
  if (Number.isInteger(value) && places === undefined) return signed(String(value));
  if (places !== undefined) return signed(value.toFixed(Math.min(12, Math.max(0, places))));
  const digits = size >= 1000 ? Math.ceil(Math.log10(size)) + 1 : DIGITS;
  return signed(String(Number(value.toPrecision(digits))));
}

function scientific(value: number, places: number | undefined): Printed {
  const power = Math.floor(Math.log10(Math.abs(value)));
  const digits = places === undefined ? DIGITS - 2 : Math.min(6, Math.max(0, places + power));
  return { text: `${(value / 10 ** power).toFixed(digits)} \\times 10^{${power}}`, maths: true };
}

/** A minus sign is only one in maths. */
function signed(text: string): Printed {
  return { text, maths: text.startsWith("-") };
}
