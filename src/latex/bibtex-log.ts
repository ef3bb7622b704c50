import type { Problem } from "../research/problem";
import { besides } from "./paper";

export const BIBTEX_SOURCE = "BibTeX";

/** What BibTeX's log says. Files are named relative to `root`'s folder; a missing entry is left to the log of LaTeX, which knows the line. */
export function problemsInBlg(blg: string, { root }: { readonly root: string }): Problem[] {
  const lines = blg.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const message = `${line}${lines[index + 1]?.startsWith("---line") ? lines[index + 1] : ""}`;
    const problem = errorIn(message, root) ?? warningIn(line, root);
    return problem ? [problem] : [];
  });
}

function errorIn(text: string, root: string): Problem | undefined {
  const missing = /^I couldn't open (database|style) file (\S.*?)(?:---line|$)/.exec(text);
  if (missing) {
    const message =
      missing[1] === "style"
        ? `BibTeX does not find the style ${missing[2]}.`
        : `There is no bibliography “${missing[2]}”.`;
    return problem(root, 1, missing[1] === "style" ? "missing-package" : "missing-bibliography", "error", message);
  }
  const [, message, line, file] = /^(.+?)---line (\d+) of file (.+)$/.exec(text) ?? [];
  if (message === undefined || file === undefined || message.startsWith("---") || file.endsWith(".aux"))
    return undefined;
  if (/^Repeated entry/.test(message))
    return problem(
      besides(root, file),
      Number(line),
      "duplicate-bib-key",
      "error",
      "The bibliography has an entry of this key already.",
    );
  if (/^Warning--/.test(message))
    return problem(besides(root, file), Number(line), "bibtex-warning", "info", `${sentence(message.slice(9))}`);
  return problem(besides(root, file), Number(line), "bibtex-error", "error", `BibTeX stumbles here: ${message}.`);
}

function warningIn(line: string, root: string): Problem | undefined {
  const warning = /^Warning--(.+)$/.exec(line)?.[1];
  if (warning !== undefined && !/didn't find a database entry/.test(warning))
    return problem(root, 1, "bibtex-warning", "info", sentence(warning));
  if (/^I found no \\(?:bibdata|bibstyle) command/.test(line))
    return problem(
      root,
      1,
      "missing-bibliography",
      "error",
      "The paper cites, but has no \\bibliography or no \\bibliographystyle.",
    );
  return undefined;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}

function problem(file: string, line: number, rule: string, severity: Problem["severity"], message: string): Problem {
  return { file, line, column: 1, endColumn: 1, rule, severity, source: BIBTEX_SOURCE, message };
}
