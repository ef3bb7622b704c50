const SCALES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, b: 1e9, billion: 1e9 };
const SIZE = String.raw`(\d[\d,]*(?:\.\d+)?)\s*(k|m|b|thousand|million|billion)?(?![\p{L}\d%])`;
/** “82,562 parameters”, “10.65M trainable parameters” */
const BEFORE = new RegExp(String.raw`${SIZE}\s+(?:trainable\s+|learnable\s+|model\s+)?(?:parameters|params)\b`, "giu");
/** “number of parameters: 10.65M (a), 10.70M (b)” */
const AFTER = new RegExp(
  String.raw`\b(?:parameters|params)\s*[:=]\s*((?:${SIZE.replace("(k", "(?:k").replace("(\\d", "(?:\\d")}(?:\s*(?:\([^)]*\)|on\s+\w+))?(?:,\s+|\s+and\s+)?)+)`,
  "giu",
);

const PLACED = new RegExp(
  String.raw`${SIZE}(?:\s+(?:trainable\s+|learnable\s+|model\s+)?(?:parameters|params))?\s*(?:\(|on\s+|for\s+)(?:on\s+|for\s+)?([\w-]+)`,
  "giu",
);
const FURTHER = new RegExp(
  String.raw`${SIZE}\s+(?:further|extra|additional|more|new|added)\s+(?:trainable\s+|learnable\s+|learned\s+)?(?:parameters|params|weights|scalars)\b`,
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

/** A number of parameters, and the data set on which a model has so many, where notes say it. */
export type NotedParameters = { readonly value: number; readonly set: string | undefined };

/** Numbers of parameters with the data set that stands behind each: “9.86M on a”, “10.65M (a), 10.70M (b)”. */
export function parametersBySet(notes: string, datasets: readonly string[]): NotedParameters[] {
  const values = new Set(parametersInNotes(notes));
  const found = [...notes.matchAll(PLACED)].flatMap(([, size = "", scale, label = ""]) =>
    sizeOf(size, scale).map((value) => ({
      value,
      set: datasets.find((set) => set.toLowerCase() === label.toLowerCase()),
    })),
  );
  const placed = found.filter(({ value, set }) => set !== undefined && values.has(value));
  const bare = [...values].filter((value) => !placed.some((one) => one.value === value));
  return [...placed, ...bare.map((value) => ({ value, set: undefined }))];
}

/** “100 further parameters”: what a run has beside those of the model. */
export function furtherParameters(notes: string): number[] {
  return [...notes.matchAll(FURTHER)].flatMap(([, size = "", scale]) => {
    const value = Number(size.replaceAll(",", "")) * (SCALES[scale?.toLowerCase() ?? ""] ?? 1);
    return Number.isFinite(value) ? [value] : [];
  });
}

/** Small numbers are no sizes of models: “2 parameters” are those of a method. */
function sizeOf(size: string, scale: string | undefined): number[] {
  const value = Number(size.replaceAll(",", "")) * (SCALES[scale?.toLowerCase() ?? ""] ?? 1);
  return Number.isFinite(value) && value >= 1000 ? [value] : [];
}
