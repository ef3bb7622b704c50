import { pathToFileURL } from "node:url";

/** A text as it stands, whatever it holds: names of runs and titles of works were written by others. */
export function literal(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+!|~$&]/g, "\\$&").replace(/\s+/g, " ");
}

/** A number or a name in the editor's own font. */
export function code(text: string): string {
  return `\`${text.replace(/[`\s]+/g, " ")}\``;
}

/** A link to a file, at a line (0-based) where one is known. */
export function fileLink(title: string, path: string, line?: number): string {
  return `[${literal(title)}](${addressOf(path)}${line === undefined ? "" : `#L${line + 1}`})`;
}

/** A link that calls one of our own commands. */
export function commandLink(title: string, command: string, subject: unknown): string {
  return `[${literal(title)}](command:${command}?${encodeURIComponent(JSON.stringify([subject])).replace(/[()]/g, percentCode)})`;
}

export function addressOf(path: string): string {
  return pathToFileURL(path).href.replace(/[()]/g, percentCode);
}

function percentCode(character: string): string {
  return character === "(" ? "%28" : "%29";
}
