import { fieldsIn } from "../bib-fields";
import { citationsOf } from "../citations";
import { commandsNamed } from "../document";
import { innermost } from "../floats";
import { HTML } from "../markup";
import type { Environment } from "../pairing";
import type { Bibliography, PaperPart } from "../paper";
import { printedPlaces } from "../printed-place";
import type { Finding, Rule } from "../rule";
import { isWithin } from "../span";

const EFFECTS: Record<string, string> = {
  _: "begins an index, which only maths has",
  "^": "begins an exponent, which only maths has",
  "&": "separates columns, and there is no table here",
  "#": "stands for the argument of a macro",
  "%": "hides the rest of the line",
};
const TEXT_ENVIRONMENT =
  /^(?:document|abstract|itemize|enumerate|description|center|quote|quotation|flushleft|flushright|minipage|(?:sub|wrap|sideways)?(?:figure|table)|theorem|lemma|proposition|corollary|definition|remark|example|proof|appendices|small|footnotesize|landscape|multicols|samepage|singlespace|doublespace|tabularx?)\*?$/;
const COLUMNS = /^tabularx?\*?$/;
const PRINTED_FIELD =
  /^(?:title|booktitle|journal|publisher|series|school|institution|organization|address|author|editor)$/;

/** `_ & # ^` where TeX stops at them: in running text and in the printed fields of references. */
export const unescapedCharacter: Rule = {
  id: "unescaped-character",
  severity: "error",
  check(paper) {
    const cited = new Set(paper.parts.flatMap(citationsOf).map(({ key }) => key));
    const allowed = allowedIn(paper.parts);
    return [
      ...paper.parts.flatMap((part) => inText(part, allowed)),
      ...paper.bibliographies.flatMap((one) => inReferences(one, cited)),
    ];
  },
};

function inText(source: PaperPart, allowed: string | undefined): Finding[] {
  if (allowed === undefined) return [];
  const { prose, body, definitions } = source;
  const around = innermost(source.environments);
  const found = [...prose.slice(body.start).matchAll(/[_&#^]/g)]
    .map(({ 0: sign, index }) => ({ sign, offset: body.start + index }))
    .filter(({ sign, offset }) => !isEscaped(prose, offset) && mayBeWrong(sign, around(offset)))
    .filter(
      ({ sign, offset }) => !allowed.includes(sign) && !isWithin(definitions, offset) && !isOther(prose, sign, offset),
    );
  const places = printedPlaces(
    source,
    found.map(({ offset }) => offset),
  );
  return found.flatMap(({ sign, offset }, index) => {
    const { printed, environments } = places[index]!;
    const aligned = sign === "&" && environments.some(({ name }) => COLUMNS.test(name));
    if (!printed || aligned || !environments.every(({ name }) => TEXT_ENVIRONMENT.test(name))) return [];
    if (
      environments.some(
        ({ name, start, bodyStart }) => COLUMNS.test(name) && /[$>]/.test(source.live.slice(start, bodyStart + 80)),
      )
    )
      return [];
    return [
      { source, start: offset, end: offset + 1, message: messageOf(sign), ...correctionFor(prose, sign, offset) },
    ];
  });
}

/** What most signs are: columns of a table, or something in an environment that we do not know. */
function mayBeWrong(sign: string, environment: Environment | undefined): boolean {
  if (environment === undefined) return true;
  return TEXT_ENVIRONMENT.test(environment.name) && !(sign === "&" && COLUMNS.test(environment.name));
}

/** After a backslash that is not itself the end of a line break. */
function isEscaped(prose: string, offset: number): boolean {
  let from = offset;
  while (prose[from - 1] === "\\") from--;
  return (offset - from) % 2 === 1;
}

/** Signs that something in the paper makes ordinary; undefined when macros open maths that we do not see. What one file says holds in all. */
function allowedIn(parts: readonly PaperPart[]): string | undefined {
  if (parts.some(hidesMaths)) return undefined;
  const packages = parts.flatMap((part) =>
    commandsNamed(part, /^usepackage$/).map(({ groups }) => groups[0]?.text ?? ""),
  );
  return packages.some((names) => /\b(?:underscore|strict)\b/.test(names)) ? "_" : "";
}

/** What authors and their styles call the beginning of an equation. */
const EQUATIONS = /^(?:be|bea|beq|beqa|beqn|beqs|bal)$/;

function hidesMaths({ live, definitions, commands }: PaperPart): boolean {
  if (commands.has("catcode") || commands.has("ExplSyntaxOn")) return true;
  if ([...commands.keys()].some((name) => EQUATIONS.test(name))) return true;
  return definitions.some(({ start, end }) =>
    /\\(?:begin|end)\s*\{(?:equation|align|gather|eqnarray|multline|displaymath|math|tabular|array|tikz)|\\[[\]()]|^[^$]*\$[^$]*$/.test(
      live.slice(start, end),
    ),
  );
}

/** Markup has rules of its own, `^^` is TeX's, and `\input a_b` names a file. */
function isOther(prose: string, sign: string, offset: number): boolean {
  if (sign === "^" && (prose[offset + 1] === "^" || prose[offset - 1] === "^")) return true;
  if (sign === "&" && new RegExp(`^(?:${HTML.source})`, "i").test(prose.slice(offset, offset + 12))) return true;
  if (sign === "#" && /^[ \t]*#{0,6}$/.test(prose.slice(prose.lastIndexOf("\n", offset - 1) + 1, offset))) return true;
  const before = prose.slice(Math.max(0, offset - 80), offset);
  return (
    /\\(?:input|include|openin|openout)\s+\S*$/.test(before) ||
    /__/.test(prose.slice(Math.max(0, offset - 1), offset + 2))
  );
}

function messageOf(sign: string): string {
  return `${sign} ${EFFECTS[sign]}. Write \\${sign === "^" ? "textasciicircum{}" : sign}${/[_^]/.test(sign) ? ", or set it as maths" : ""}.`;
}

/** Between words it is the sign itself; beside a single letter it may have meant maths. */
function correctionFor(prose: string, sign: string, offset: number): { readonly correction?: string } {
  if (sign === "&" || sign === "#") return { correction: `\\${sign}` };
  const before = /\w*$/.exec(prose.slice(Math.max(0, offset - 20), offset))![0];
  const after = /^\w*/.exec(prose.slice(offset + 1, offset + 20))![0];
  return sign === "_" && before.length > 1 && after.length > 1 ? { correction: "\\_" } : {};
}

/** What BibTeX prints of a cited entry. */
function inReferences(source: Bibliography, cited: ReadonlySet<string>): Finding[] {
  return source.entries
    .filter(({ complete, name }) => complete && cited.has(name))
    .flatMap((entry) =>
      fieldsIn(source.text, entry)
        .fields.filter(({ name }) => PRINTED_FIELD.test(name))
        .flatMap(({ start, end }) => {
          const value = withoutJoints(source.text.slice(start, end));
          if (!/[_&#%]/.test(value) || /\$|\\(?:url|href|verb|path)\b/.test(value)) return [];
          return [...value.matchAll(/(?<!\\)[_&#%]/g)].map(({ 0: sign, index }) => ({
            source,
            start: start + index,
            end: start + index + 1,
            message: `${sign} ${EFFECTS[sign]}. Write \\${sign}.`,
            correction: `\\${sign}`,
          }));
        }),
    );
}

/** The value at its own length without what joins its pieces and the names of strings: `"Proc. of " # icml_2020`. */
function withoutJoints(value: string): string {
  let depth = 0;
  let quoted = false;
  return Array.from(value.split(""), (character) => {
    const inside = depth > 0 || quoted;
    if (character === '"' && depth === 0) quoted = !quoted;
    else if (character === "{") depth++;
    else if (character === "}") depth--;
    return inside ? character : " ";
  }).join("");
}
