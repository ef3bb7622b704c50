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
