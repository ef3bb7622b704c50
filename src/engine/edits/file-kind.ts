/** What a file holds, as far as it changes how edits are placed in it. */
export type FileKind = {
  /** `\%` and `%` are compared as equal, and escapes are restored. */
  readonly latex: boolean;
  /** One paragraph is one line, and indentation carries no meaning. */
  readonly prose: boolean;
  readonly python: boolean;
};

export function fileKind(path: string): FileKind {
  const latex = /\.(?:tex|bib|sty|cls|ltx)$/i.test(path);
  return { latex, prose: latex || /\.(?:md|txt|rst)$/i.test(path), python: /\.pyi?$/i.test(path) };
}
