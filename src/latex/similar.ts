/** “ (did you mean …?)” with the known name that differs only in case, punctuation or prefix, or nothing. */
export function similarTo(name: string, known: readonly string[]): string {
  const [similar] = similarNames(name, known);
  return similar === undefined ? "" : ` (did you mean “${similar}”?)`;
}

/** The known name, where there is but one like it. */
export function meant(name: string, known: readonly string[]): { readonly correction?: string } {
  const [similar, ...others] = new Set(similarNames(name, known));
  return similar === undefined || others.length > 0 ? {} : { correction: similar };
}

function similarNames(name: string, known: readonly string[]): string[] {
  const wanted = essence(name);
  const bare = essence(name.replace(/^\w+:/, ""));
  return known.filter((one) => essence(one) === wanted || essence(one.replace(/^\w+:/, "")) === bare);
}

function essence(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
