/** A text cut into lines so that it can be put together again byte for byte. Only the last of `ends` may be empty. */
export type TextLines = {
  readonly bom: string;
  readonly lines: readonly string[];
  readonly ends: readonly string[];
};

const BOM = "\uFEFF";

export function linesOf(text: string): TextLines {
  const bom = text.startsWith(BOM) ? BOM : "";
  const lines: string[] = [];
  const ends: string[] = [];
  let from = bom.length;
  while (from < text.length) {
    const at = text.indexOf("\n", from);
    if (at < 0) {
      lines.push(text.slice(from));
      ends.push("");
      break;
    }
    const carriage = at > from && text.charCodeAt(at - 1) === 13;
    lines.push(text.slice(from, carriage ? at - 1 : at));
    ends.push(carriage ? "\r\n" : "\n");
    from = at + 1;
  }
  return { bom, lines, ends };
}

export function textOf({ bom, lines, ends }: TextLines): string {
  let text = bom;
  for (let index = 0; index < lines.length; index++) text += lines[index]! + ends[index]!;
  return text;
}

/** The lines of an answer, whatever end of line it was sent with. */
export function answerLines(message: string): string[] {
  return message.replace(/^\uFEFF/, "").split(/\r?\n/);
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

export function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}
