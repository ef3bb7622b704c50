import { commandsNamed } from "../document";
import type { PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";
import { isWithin } from "../span";

const VISIBLE = new RegExp(
  [
    /\bPLACEHOLDER\b/,
    /\b(?:TITLE|AUTHORS?|NAMES?|ABSTRACT|TEXT|CAPTION|FIGURE|TABLE|RESULTS?|CITATIONS?) HERE\b/,
    /\b(?:TODO|FIXME|TBD|XXX+)\b/,
    /\b[Ll]orem ipsum\b/,
    /\b[Yy]our (?:[\w-]+ ){1,4}here\b/,
    /\b[Ii]nsert (?:[\w-]+ ){1,4}here\b/,
    /\[(?:[Ii]nsert|INSERT|[Yy]our|[Cc]itation needed|[Aa]dd) ?[^\]\n]{0,60}\]/,
    /\b(?:Section|Figure|Table|Equation|Eq\.|Fig\.|Appendix)[~ ]\?\?/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);
const FILLER = /^(?:todo|missingfigure|lipsum|[bB]lindtext|kant)$/;

/** Something that still waits for its text. In the PDF it is an error; in a comment it says what is not written yet. */
export const placeholderLeft: Rule = {
  id: "placeholder-left",
  severity: "error",
  check({ parts }) {
    return parts.flatMap((source) => [...visibleIn(source), ...fillersIn(source), ...announcedIn(source)]);
  },
};

function visibleIn(source: PaperPart): Finding[] {
  const authors = hiddenAuthors(source);
  return [...source.prose.matchAll(VISIBLE)]
    .filter(({ index }) => !isWithin(authors, index))
    .map(({ 0: text, index }) => ({
      source,
      start: index,
      end: index + text.length,
      message: `“${text}” is left from the template or a draft.`,
    }));
}

/** Who signs is the researcher's to fill in, and conference styles print it only when they are told that the paper is final. */
function hiddenAuthors(source: PaperPart) {
  const final = commandsNamed(source, /^(?:usepackage|documentclass)$/).some(({ optional }) =>
    optional.some(({ text }) => /\b(?:final|accepted|preprint)\b/.test(text)),
  );
  return final ? [] : commandsNamed(source, /^author$/).flatMap(({ groups }) => groups.slice(0, 1));
}

function fillersIn(source: PaperPart): Finding[] {
  return commandsNamed(source, FILLER)
    .filter(({ start }) => start >= source.body.start && !isWithin(source.definitions, start))
    .map(({ name, start, end }) => ({ source, start, end, message: `\\${name} prints a note or filler text.` }));
}

function announcedIn(source: PaperPart): Finding[] {
  return source.comments.flatMap(({ start, end }) => {
    const what = /^%+\s*PLACEHOLDER\b:?\s*(.*)/.exec(source.text.slice(start, end))?.[1];
    if (what === undefined || start < source.body.start) return [];
    const message =
      what.trim() === "" ? "Something is still to be written here." : `Still to be written: ${what.trim()}.`;
    return [{ source, start, end, severity: "warning" as const, message }];
  });
}
