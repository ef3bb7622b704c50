import type { BibEntry } from "../latex/bibliography";
import type { Labelled } from "../latex/labelled";
import { printedText } from "../latex/printed-text";
import type { CitationCheck } from "../research/citation-check";
import { wordsOfCheck } from "../research/citation-words";
import type { DrawnFigure } from "../research/figure-record";
import { addressOf, fileLink, literal } from "./markdown";

const LONGEST_ABSTRACT = 500;

/** A work as one would introduce it: title, who and when, where it appeared, what it is about, and whether somebody has looked. */
export function entryHover({ title, authors, year, fields }: BibEntry, check?: CitationCheck): string {
  const where = fields.journal ?? fields.booktitle ?? fields.publisher ?? fields.eprint ?? "";
  const line = [shortAuthors(authors), printedText(where), year].filter((one) => one !== "").map(literal);
  const link = fields.url ?? (fields.doi && `https://doi.org/${fields.doi}`);
  const abstract = printedText(fields.abstract ?? "");
  return [
    `**${literal(printedText(title) || "Without a title")}**`,
    line.join(" · "),
    literal(abstract.length > LONGEST_ABSTRACT ? `${abstract.slice(0, LONGEST_ABSTRACT).trimEnd()}…` : abstract),
    literal(printedText(fields.note ?? "")),
    checkHover(check) || originHover(fields.verified ?? ""),
    link !== undefined && /^https?:\/\/[^\s()<>]+$/.test(link) ? `<${link}>` : "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Where an entry was read that was made from a record; the researcher's own files verify nothing. */
function originHover(verified: string): string {
  const where = printedText(verified);
  if (where === "") return "";
  const known = where.replace(/;?\s*not verified$/, "");
  if (known !== where) return `$(warning) Taken from ${literal(known)}. Not verified: nobody could be asked about it.`;
  const found = where.replace(/;?\s*not checked for retraction$/, "");
  if (found !== where) return `$(book) By its own entry read at ${literal(found)}. Not checked for retraction.`;
  const isOwn = where.split(";").every((one) => one.trim().startsWith("your "));
  // Anybody can write that into an entry: only what was looked up here is called verified.
  return isOwn ? `Taken from ${literal(where)}.` : `$(book) By its own entry read at ${literal(where)}.`;
}

/** What was found out when it was looked up, and when; empty where nobody did. */
export function checkHover(check: CitationCheck | undefined): string {
  if (!check) return "";
  const icons = { verified: "verified", differs: "warning", "not-found": "error", unknown: "question" };
  const icon = check.retracted ? "warning" : icons[check.verdict];
  return `$(${icon}) ${wordsOfCheck(check).map(literal).join("  \n")}`;
}

/** “A. One and B. Two”; more than three are “A. One et al.” */
function shortAuthors(authors: string): string {
  const names = authors
    .split(/\s+and\s+/)
    .map(printedText)
    .filter((name) => name !== "");
  if (names.length > 3) return `${names[0]} et al.`;
  return names
    .join(", ")
    .replace(/, ([^,]*)$/, names.length > 1 && !names.some((one) => one.includes(",")) ? " and $1" : ", $1");
}

export type PictureFacts = {
  readonly path: string;
  /** Relative to the folder of the results, else to the paper. */
  readonly shown: string;
  /** Milliseconds since 1970. */
  readonly changed: number;
  /** The line (0-based) of the program that saves it. */
  readonly savedBy: { readonly path: string; readonly name: string; readonly line: number } | undefined;
  /** What was drawn into it, where that was recorded. */
  readonly drawn: DrawnFigure | undefined;
};

const SHOWABLE = /\.(?:png|jpe?g|gif|svg|webp)$/i;

/** The picture itself where the editor can show it, and whose it is. */
export function pictureHover({ path, shown, changed, savedBy, drawn }: PictureFacts): string {
  const picture = SHOWABLE.test(path) ? `![${literal(shown)}](${addressOf(path)}|width=360)` : "";
  const facts = [
    fileLink(shown, path),
    new Date(changed).toISOString().slice(0, 16).replace("T", " "),
    ...(savedBy
      ? [`saved by ${fileLink(`${savedBy.name}, line ${savedBy.line + 1}`, savedBy.path, savedBy.line)}`]
      : []),
  ];
  return [facts.join(" · "), picture, ...(drawn ? drawnLines(drawn) : [])].filter((part) => part !== "").join("\n\n");
}

const MOST_DATA = 6;

/** Its size, the data that it was drawn from, and what somebody saw in it. */
function drawnLines({ inches: [width, height], smallestText, data, look }: DrawnFigure): string[] {
  const letters = smallestText ? `, smallest letters ${Number(smallestText.points.toFixed(1))} pt` : "";
  const files = data.slice(0, MOST_DATA).map(({ path }) => literal(path));
  const more = data.length > MOST_DATA ? ` and ${data.length - MOST_DATA} more` : "";
  const from = files.length > 0 ? ` · drawn from ${files.join(", ")}${more}` : "";
  return [
    `${width.toFixed(1)} × ${height.toFixed(1)} in${letters}${from}`,
    look ? `Seen in it by ${literal(look.model)}: ${literal(look.shows)}` : "",
  ];
}

/** What a label points to. */
export function labelHover({ kind, text, source }: Labelled): string {
  const head = `**${literal(kind)}**${text === "" ? "" : ` · ${literal(text.length > 300 ? `${text.slice(0, 300)}…` : text)}`}`;
  return source === undefined ? head : `${head}\n\n\`\`\`latex\n${source.replace(/`{3,}/g, "")}\n\`\`\``;
}
