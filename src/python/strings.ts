/**
 * A Python string literal in a form that is equal only for equal strings, whatever quotes were used. Escapes other than of
 * quotes are kept as written, so some equal strings look different.
 */
export function stringValue(literal: string): string {
  const [, prefix = "", quotes = '"'] = /^([A-Za-z]*)("""|'''|"|')/.exec(literal) ?? [];
  const kind = [...prefix.toLowerCase().replace("u", "")].sort().join("");
  const body = literal.slice(prefix.length + quotes.length, literal.endsWith(quotes) ? -quotes.length : undefined);
  if (kind.includes("r") || kind.includes("f") || kind.includes("t")) return `${kind}:${body}`;
  return `${kind}:${withoutQuoteEscapes(body)}`;
}

/** `\'`, `\"` and a line break after a backslash as Python reads them; a real line break as `\n`. */
function withoutQuoteEscapes(body: string): string {
  return body.replace(/\\(\r?\n|[\s\S])|\r?\n/g, (whole, escaped: string | undefined) => {
    if (escaped === undefined) return "\\n";
    if (escaped === "'" || escaped === '"') return escaped;
    return /\n$/.test(escaped) ? "" : whole;
  });
}

/** The text that a plain string literal stands for; of bytes, the text of their values. */
export function textOfLiteral(literal: string): string {
  const [, prefix = "", quotes = '"'] = /^([A-Za-z]*)("""|'''|"|')/.exec(literal) ?? [];
  const body = literal.slice(prefix.length + quotes.length, literal.endsWith(quotes) ? -quotes.length : undefined);
  if (/r/i.test(prefix)) return body;
  return body.replace(
    /\\(\r?\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g,
    (whole, escaped: string) => {
      if (/^\r?\n$/.test(escaped)) return "";
      if (/^[xuU]./.test(escaped)) return characterOf(Number.parseInt(escaped.slice(1), 16));
      if (/^[0-7]/.test(escaped)) return characterOf(Number.parseInt(escaped, 8));
      return ESCAPES[escaped] ?? whole;
    },
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", "'": "'", '"': '"' };

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
