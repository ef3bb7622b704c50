import { isBlank } from "./text-lines";

/**
 * The first line of a replacement that stands for text left out ("# ... rest unchanged"), or undefined. Such a line
 * is no elision when the search holds it too, for then the file really says so.
 */
export function elidedLine(replace: readonly string[], search: readonly string[]): string | undefined {
  const quoted = new Set(search.map((line) => line.trim()));
  return replace.find((line, index) => !quoted.has(line.trim()) && isElision(line, previousLine(replace, index)));
}

/** The first line of a search that looks like an elision, to explain why it was not found. */
export function elisionIn(search: readonly string[]): string | undefined {
  return search.find((line, index) => isElision(line, previousLine(search, index)));
}

function previousLine(lines: readonly string[], index: number): string {
  for (let at = index - 1; at >= 0; at--) if (!isBlank(lines[at]!)) return lines[at]!;
  return "";
}

const COMMENT = /^\s*(?:#+|%+|\/\/+|--|<!--|\/\*+|\*)\s*(.*?)\s*(?:-->|\*\/)?\s*$/;
const BRACKETED = /^\s*[[({<]\s*(.*?)\s*[\])}>]\s*$/;
const DOTS = /^(?:\.{3,}|…)$/;
const LEADING_DOTS = /^(?:\.{3,}|…)/;
const TRAILING_DOTS = /(?:\.{3,}|…)$/;
const LEFT_OUT =
  /\b(?:unchanged|omitted|existing|remaining|remains?|rest|as before|as above|same as|no changes?|previous|other (?:code|methods?|functions?|sections?|parts?))\b/i;
const WHOLE_PHRASES = [
  /^(?:the |keep (?:the )?)?(?:rest|remainder) of (?:the |this |your )?(?:[\w.-]+ ){0,4}(?:is |are |remains? |stays? |goes )?(?:unchanged|the same|as before|as is|omitted|here)\b/i,
  /^(?:the )?(?:rest|remainder) of (?:the |this |your )?(?:[\w.-]+ )?(?:code|file|function|method|class|script|section|document|paper|text|content|paragraph|implementation|training loop|imports)\W*$/i,
  /^(?:the )?(?:existing|remaining|previous|other|all other) (?:[\w.-]+ ){0,4}(?:(?:is |are |remains? |stays? )?(?:unchanged|the same|omitted|as before)|(?:goes |go )?here)\b/i,
  /^(?:the )?(?:existing|remaining|previous) (?:code|functions?|methods?|imports|text|content|sections?|paragraphs?)\W*$/i,
  /^(?:everything else )?(?:unchanged|same as (?:before|above|in the original)|no changes? (?:here|needed)|(?:code |section |text )?(?:remains?|stays?) (?:unchanged|the same))\W*$/i,
];

function isElision(line: string, previous: string): boolean {
  const bare = line.trim();
  if (DOTS.test(bare)) return !/[:,([{]\s*$/.test(withoutComment(previous)) && !isStubHead(previous);
  const comment = COMMENT.exec(line)?.[1];
  const bracketed = BRACKETED.exec(line)?.[1];
  const said = comment ?? bracketed;
  if (said === undefined) return LEADING_DOTS.test(bare) && LEFT_OUT.test(bare);
  if (comment !== undefined && LEADING_DOTS.test(said)) return true;
  if (bracketed !== undefined && DOTS.test(said)) return !/[=,([{:]\s*$/.test(previous);
  if ((LEADING_DOTS.test(said) || TRAILING_DOTS.test(said)) && LEFT_OUT.test(said)) return true;
  return WHOLE_PHRASES.some((phrase) => phrase.test(said));
}

/** `...` is honest Python as the body of a definition. */
function isStubHead(previous: string): boolean {
  return /^\s*(?:@overload|(?:async )?def |class )/.test(previous);
}

function withoutComment(line: string): string {
  return line.replace(/\s+#.*$/, "");
}
