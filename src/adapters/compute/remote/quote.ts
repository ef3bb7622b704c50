/** A value as one word of a POSIX shell, whatever it holds. A NUL can be in no word. */
export function quoted(value: string): string {
  if (value.includes("\0")) throw new Error("A value with a NUL cannot be given to a shell.");
  return /^[\w./:=@%+,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

/** Words of a command line, each quoted. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoted).join(" ");
}

/** A path as a shell word, in which `~` at the beginning is the home of whoever runs it. */
export function quotedPath(path: string): string {
  if (path === "~") return '"$HOME"';
  return path.startsWith("~/") ? `"$HOME"/${quoted(path.slice(2))}` : quoted(path);
}
