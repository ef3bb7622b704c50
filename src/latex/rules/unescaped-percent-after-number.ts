import type { PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";
import { isWithin, type Span } from "../span";

const DRAWINGS = /^(?:tikzpicture|pgfpicture|axis|picture|forest|algorithmic)\*?$/;
/** A number at the end of what is printed of a line. */
const NUMBER_AT_END = /(?:^|[\s~({[$&>,;–±/-]|\\pm|\\approx|\\sim)[+−-]?(\d+(?:[.,]\d+)*)((?:\}|\$|\\\))*)([ \t~]?)$/;
/** A number alone in braces is printed only when they belong to one of these; else it is what some command was given. */
const PRINTED_GROUP = /\\(?:text\w*|emph|underline|math(?:bf|rm|it|sf)|num|bm|boldsymbol)\{[+−-]?[\d.,]+\}+\$?$/;

/** `12.8% lower` without the backslash: the rest of the line is a comment, and no tool says so. */
export const unescapedPercentAfterNumber: Rule = {
  id: "unescaped-percent-after-number",
  severity: "error",
  check({ parts }) {
    return parts.flatMap((source) => {
      const drawings = source.environments.filter(({ name }) => DRAWINGS.test(name));
      return source.comments
        .filter(
          ({ start }) =>
            start >= source.body.start &&
            !isWithin(source.definitions, start - 1) &&
            !drawings.some((one) => one.start < start && start < one.end),
        )
        .flatMap((comment) => swallowedBy(comment, source));
    });
  },
};

function swallowedBy(comment: Span, source: PaperPart): Finding[] {
  const line = source.live.slice(source.live.lastIndexOf("\n", comment.start - 1) + 1, comment.start);
  const match = NUMBER_AT_END.exec(line);
  if (match === null) return [];
  const [, number, closing = "", space] = match;
  if (closing.includes("}") && /\{[+−-]?[\d.,]+\}+\$?$/.test(line.trimEnd()) && !PRINTED_GROUP.test(line.trimEnd()))
    return [];
  const hidden = source.text.slice(comment.start + 1, comment.end);
  const before = line.slice(line.lastIndexOf("&") + 1, match.index + 1);
  const severity = severityOf(before, space !== "", hidden);
  if (severity === undefined || (hidden.trim() === "" && isYearWithNote(number!, source.text.slice(comment.end))))
    return [];
  const lost = hidden.trim() === "" ? "the sign itself" : `“${shortened(hidden.trim())}”`;
  const message = `The % after ${number} starts a comment, so ${lost} is not printed. Write ${number}\\%.`;
  const corrected = { start: comment.start, end: comment.start + 1 };
  return [{ source, ...comment, message, severity, correction: "\\%", corrected }];
}

/** Touching its number, the sign is a percent sign; after a space it may begin a true comment, unless a sentence goes on. */
function severityOf(before: string, spaced: boolean, hidden: string): "error" | "warning" | undefined {
  const prose = (before.match(/(?<![\\\w])[\p{L}]{2,}/gu) ?? []).length;
  const cells = /(?<!\\)&|\\\\/.test(hidden);
  if (!spaced && hidden.trim() === "") return prose >= 3 ? "error" : undefined;
  if (!spaced) return cells || prose >= 1 || /^\s*[\p{L}(,.;:$})-]/u.test(hidden) ? "error" : undefined;
  if (cells) return "error";
  if (prose < 3 || !/^\s+[\p{Ll}(]|^[,.;)]/u.test(hidden)) return undefined;
  return /[.,;:]\s|[.]$/.test(hidden.trim()) || hidden.trim().split(/\s+/).length >= 6 ? "error" : "warning";
}

/** “in 2020%” and a footnote on the next line: the sign keeps the line's end off the page. */
function isYearWithNote(number: string, after: string): boolean {
  return /^(?:19|20)\d\d$/.test(number) && /^\s*\\footnote/.test(after.slice(0, 200));
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text;
}
