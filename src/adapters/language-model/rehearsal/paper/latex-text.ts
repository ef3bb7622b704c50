/** Plain text as LaTeX prints it. */
export function tex(text: string): string {
  return text
    .replace(/[\\{}&%$#_~^]/g, (sign) => SIGNS[sign] ?? `\\${sign}`)
    .replace(/[“"]([^“”"]*)[”"]/g, "``$1''")
    .replace(/’/g, "'")
    .replace(/ ?[–—] ?/g, "--")
    .replaceAll("…", "\\ldots{}")
    .replaceAll("±", "$\\pm$")
    .replaceAll("×", "$\\times$");
}

const SIGNS: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** The name of a run as the text calls it. */
export function runName(name: string): string {
  return `\\emph{${tex(name)}}`;
}

export function dataSet(name: string): string {
  return `\\texttt{${tex(name)}}`;
}

/** `a, b and c` */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Small numbers as words. */
export function count(number: number): string {
  return (
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][number] ?? String(number)
  );
}

export function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** Paragraphs, the empty ones left out; one paragraph is one line, as papers under version control have it. */
export function paragraphs(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join("\n\n");
}

/** Sentences, the empty ones left out. */
export function sentences(...parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(" ");
}

/** The text without every sentence that holds `part`. */
export function withoutSentences(text: string, part: string): string {
  return text
    .split("\n")
    .map((line) => (line.includes(part) ? keptSentences(line, part) : line))
    .join("\n");
}

function keptSentences(line: string, part: string): string {
  const heading = /^\\paragraph\{[^}]*\} ?/.exec(line)?.[0] ?? "";
  const sentences = line.slice(heading.length).split(/(?<=[.!?])\s+(?=[A-Z\\$])/);
  const kept = sentences.filter((sentence) => !sentence.includes(part));
  return kept.length > 0 ? heading + kept.join(" ") : "";
}
