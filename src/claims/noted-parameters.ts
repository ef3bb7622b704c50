const SCALES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, b: 1e9, billion: 1e9 };
const SIZE = String.raw`(\d[\d,]*(?:\.\d+)?)\s*(k|m|b|thousand|million|billion)?(?![\p{L}\d%])`;
/** “82,562 parameters”, “10.65M trainable parameters” */
const BEFORE = new RegExp(String.raw`${SIZE}\s+(?:trainable\s+|learnable\s+|model\s+)?(?:parameters|params)\b`, "giu");
/** “number of parameters: 10.65M (a), 10.70M (b)” */
const AFTER = new RegExp(
  String.raw`\b(?:parameters|params)\s*[:=]\s*((?:${SIZE.replace("(k", "(?:k").replace("(\\d", "(?:\\d")}(?:\s*(?:\([^)]*\)|on\s+\w+))?(?:,\s+|\s+and\s+)?)+)`,
  "giu",
);

/** Numbers of parameters of models that notes have, each as it is meant: 10,650,000 for “10.65M”. */
export function parametersInNotes(notes: string): number[] {
  const before = [...notes.matchAll(BEFORE)].flatMap(([, size = "", scale]) => sizeOf(size, scale));
  const after = [...notes.matchAll(AFTER)].flatMap(([, list = ""]) =>
    [...list.replace(/\([^)]*\)/g, "").matchAll(new RegExp(SIZE, "giu"))].flatMap(([, size = "", scale]) =>
      sizeOf(size, scale),
    ),
  );
  return [...new Set([...before, ...after])];
}

/** Small numbers are no sizes of models: “2 parameters” are those of a method. */
function sizeOf(size: string, scale: string | undefined): number[] {
  const value = Number(size.replaceAll(",", "")) * (SCALES[scale?.toLowerCase() ?? ""] ?? 1);
  return Number.isFinite(value) && value >= 1000 ? [value] : [];
}
