import { commandsNamed, parseLatex } from "./document";
import { bodyStart, boundariesOf, HEADING, sectionsOf, titleOf, withoutTail } from "./outline";
import { blankOut } from "./span";

export { bibliographyOf, citationsIn } from "./bibliography";
export { bodyProblems } from "./body-problems";
export { type Section, sectionsOf } from "./outline";

/**
 * The paper with another text under that heading; case and spaces of the heading do not count. A paper without the heading
 * gets it, before the references.
 */
export function replaceSection(text: string, title: string, body: string): string {
  const section = sectionsOf(text).find((one) => sameTitle(one.title, title));
  const insertion = `\n${withoutOwnHeading(body, title).trim()}\n\n`;
  if (section) return spliced(text, section.start, section.end, insertion);
  const end = endOfSections(text);
  return spliced(text, end, end, `\\section{${title}}${insertion}`);
}

/** The paper with another abstract; one without an abstract gets it after `\maketitle`. */
export function replaceAbstract(text: string, body: string): string {
  const document = parseLatex(text, "");
  const inner = (/\\begin\{abstract\}([\s\S]*?)\\end\{abstract\}/.exec(body)?.[1] ?? body).trim();
  const abstract = document.environments.find(({ name }) => name === "abstract");
  if (abstract) return spliced(text, abstract.bodyStart, abstract.bodyEnd, `\n${inner}\n`);
  const group = commandsNamed(document, /^abstract$/)[0]?.groups[0];
  if (group) return spliced(text, group.start, group.end, inner);
  const start = commandsNamed(document, /^maketitle$/)[0]?.end ?? document.body.start;
  return spliced(text, start, start, `\n\n\\begin{abstract}\n${inner}\n\\end{abstract}\n`);
}

/** The paper with another title; one without `\title` gets it before the body. A `\title{…}` around the new one is taken off. */
export function replaceTitle(text: string, title: string): string {
  const document = parseLatex(text, "");
  const given = commandsNamed(parseLatex(title, ""), /^title$/)[0]?.groups[0]?.text ?? title;
  const line = given.trim().replace(/\s+/g, " ");
  const group = commandsNamed(document, /^title$/)[0]?.groups[0];
  if (group) return spliced(text, group.start, group.end, line);
  const begin = Math.max(document.live.indexOf("\\begin{document}"), 0);
  return spliced(text, begin, begin, `\\title{${line}}\n`);
}

/** The abstract as it stands, without comments; undefined when there is none. */
export function abstractOf(text: string): string | undefined {
  const document = parseLatex(text, "");
  const environment = document.environments.find(({ name }) => name === "abstract");
  if (environment) return document.live.slice(environment.bodyStart, environment.bodyEnd).trim();
  return commandsNamed(document, /^abstract$/)[0]?.groups[0]?.text.trim();
}

export function titleIn(text: string): string | undefined {
  return commandsNamed(parseLatex(text, ""), /^title$/)[0]
    ?.groups[0]?.text.trim()
    .replace(/\s+/g, " ");
}

export function sameTitle(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

function normal(title: string): string {
  return title
    .replace(/\\label\{[^}]*\}/g, "")
    .replace(/\\&/g, "and")
    .replace(/[\s~]+/g, " ")
    .trim()
    .toLowerCase();
}

/** Where a further section would go. */
function endOfSections(text: string): number {
  const document = parseLatex(text, "");
  const boundary = boundariesOf(document).find((offset) => offset >= document.body.start) ?? text.length;
  return Math.max(document.body.start, withoutTail(document.live, document.body.start, boundary));
}

/** A body that repeats its own heading, as models like to do, loses it. */
function withoutOwnHeading(body: string, title: string): string {
  const document = parseLatex(body, "");
  const heading = commandsNamed(document, HEADING)[0];
  if (heading?.groups[0] === undefined || !sameTitle(titleOf(heading), title)) return body;
  if (blankOut(document.live, [{ start: heading.start, end: body.length }]).trim() !== "") return body;
  return body.slice(bodyStart(document, heading.groups[0].end + 1).start);
}

function spliced(text: string, start: number, end: number, insertion: string): string {
  return text.slice(0, start) + insertion + text.slice(end);
}
