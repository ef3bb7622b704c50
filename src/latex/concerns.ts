import type { FileEdit } from "../research/change";
import type { Concern } from "../research/concern";
import { positionIn } from "./document";
import { scan, type Token } from "./scan";

/**
 * What the LaTeX files of a change add that does more than typeset: commands of the system, code, and files from outside the
 * project. What stood there before is not new, wherever it stands now.
 */
export function latexConcerns(changes: readonly FileEdit[]): Concern[] {
  const changed = changes.filter(({ path, before, after }) => /\.(?:tex|sty|cls|bib)$/.test(path) && before !== after);
  const known = changed.flatMap(({ before }) => (before === null ? [] : found(before).map(({ code }) => code)));
  return changed.flatMap(({ path, after }) =>
    found(after)
      .filter(({ code }) => !isTaken(known, code))
      .map(({ rule, start, message }) => ({ rule, path, line: positionIn(after, start).line, message })),
  );
}

/** Takes one of the known ones away, so that a second copy of known code is new. */
function isTaken(known: string[], code: string): boolean {
  const at = known.indexOf(code);
  if (at >= 0) known.splice(at, 1);
  return at >= 0;
}

type Found = { readonly rule: string; readonly start: number; readonly code: string; readonly message: string };

function found(text: string): Found[] {
  const { live, tokens } = scan(text);
  return tokens.flatMap((token) => {
    const said = token.type === "command" ? objectionTo(token, live) : undefined;
    return said ? [{ ...said, start: token.start, code: `${said.rule} ${said.message}` }] : [];
  });
}

type Said = { readonly rule: string; readonly message: string };

const CODE = /^(?:directlua|latelua|luaexec|luadirect|luacode|ShellEscape|DelayedShellEscape|sys_shell_\w+)$/;
const READS =
  /^(?:input|include|subfile|import|subimport|InputIfFileExists|lstinputlisting|verbatiminput|VerbatimInput|inputminted|includegraphics|includepdf|bibliography|addbibresource|openin|openout|newwrite)$/;

function objectionTo({ name, end }: Token, live: string): Said | undefined {
  const after = live.slice(end, end + 300);
  if ((name === "write" && /^\s*18\b/.test(after)) || CODE.test(name))
    return shell(`\\${name}${name === "write" ? "18" : ""}`);
  if (!READS.test(name)) return undefined;
  const path = /^\*?\s*(?:\d+\s*=?\s*)?(?:\[[^\]]*\]\s*)*(?:\{\s*"?([^}"]*)|([^\s\\{}[\]]+))/.exec(after);
  const file = (path?.[1] ?? path?.[2] ?? "").trim();
  if (file.startsWith("|")) return shell(`\\${name}{|…}`);
  return isOutside(file) ? outside(name, file) : undefined;
}

function shell(what: string): Said {
  return {
    rule: "latex-shell",
    message: `Runs a command of the system, or code, with ${what} while the paper is compiled. No paper needs that: reject this.`,
  };
}

function isOutside(file: string): boolean {
  return /^(?:\/|~|[A-Za-z]:[\\/])/.test(file) || file.split(/[\\/]/).includes("..");
}

function outside(name: string, file: string): Said {
  return {
    rule: "latex-outside",
    message: `Uses “${file.slice(0, 80)}” with \\${name}, a file outside the project: the paper would hold what is not part of it, and compile on this machine alone. Reject this.`,
  };
}
