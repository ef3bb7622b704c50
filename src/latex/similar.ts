/** “ (did you mean …?)” with the known name that differs only in case, punctuation or prefix, or nothing. */
export function similarTo(name: string, known: readonly string[]): string {
  const wanted = essence(name);
  const similar = known.find(
    (one) => essence(one) === wanted || essence(one.replace(/^\w+:/, "")) === essence(name.replace(/^\w+:/, "")),
  );
  return similar === undefined ? "" : ` (did you mean “${similar}”?)`;
}

function essence(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
