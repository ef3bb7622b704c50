/** “ (did you mean …?)” with the known name that differs only in case, punctuation or prefix, or nothing. */
export function similarTo(name: string, known: readonly string[]): string {
  const [similar] = similarNames(name, known);
  return similar === undefined ? "" : ` (did you mean “${similar}”?)`;
}

/** The known name, where there is but one that is most like it. */
export function meant(name: string, known: readonly string[]): { readonly correction?: string } {
  const similar = [...new Set(similarNames(name, known))];
  const closest = similar.filter((one) => essence(one) === essence(name));
  const [only, ...others] = closest.length > 0 ? closest : similar;
  return only === undefined || others.length > 0 ? {} : { correction: only };
}

function similarNames(name: string, known: readonly string[]): string[] {
  const wanted = essence(name);
  const bare = essence(name.replace(/^\w+:/, ""));
  return known.filter((one) => essence(one) === wanted || essence(one.replace(/^\w+:/, "")) === bare);
}

function essence(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
