import type { Severity } from "../research/problem";
import type { LogEntry } from "./log-lines";

/** What a message of TeX means for the author. Rules that the linter has too carry the same name. */
export type Meaning = {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
};

/** Points by which a box may stick out before anybody sees it. */
const VISIBLE_OVERFULL = 10;
const NOISE =
  /There were undefined|Label\(s\) may have changed|Rerun|rerun|Font shape|Size substitutions|Font Warning|Unused global option|Token not allowed in a PDF string|Citation\(s\) may have changed|destination with the same identifier|Some font shapes|multiply-defined labels|Writing or overwriting file|already exists on the system|Writing file|Difference \(|bookmark level/;

export function meaningOf({ kind, text, read }: LogEntry): Meaning | undefined {
  if (kind === "overfull") return meaningOfOverfull(text);
  const file = /File [`'"]([^'"]+)['"] not found/.exec(text)?.[1];
  if (file !== undefined) return meaningOfMissing(file, /\\includegraphics/.test(read ?? ""));
  return kind === "error" ? meaningOfError(text, read ?? "") : meaningOfWarning(text);
}

function meaningOfMissing(file: string, asPicture: boolean): Meaning {
  const extension = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? "";
  if (["sty", "cls", "def", "fd", "tfm"].includes(extension)) {
    const name = file.replace(/\.\w+$/, "");
    const message = `LaTeX does not find ${file}. If it is the paper's own style, put it beside the source; if it is a package, install it: “tlmgr install ${name}” (TeX Live, MacTeX), “mpm --install=${name}” (MiKTeX), or a larger collection such as texlive-latex-extra (Debian, Ubuntu).`;
    return { rule: "missing-package", severity: "error", message };
  }
  if (!asPicture && (extension === "tex" || extension === ""))
    return {
      rule: "missing-input",
      severity: "error",
      message: `There is no file “${file}” to take in.`,
    };
  return { rule: "missing-figure", severity: "error", message: `There is no picture “${file}”.` };
}

function meaningOfError(text: string, read: string): Meaning {
  const plain = text.replace(/^(?:LaTeX|Package \S+|Class \S+) Error: /, "").trim();
  const command = /\\(?:[a-zA-Z@]+|.)\s*$/.exec(read)?.[0].trim();
  if (/^Undefined control sequence/.test(plain))
    return {
      rule: "undefined-command",
      severity: "error",
      message: command ? `LaTeX knows no command ${command}.` : plain,
    };
  const character = /^Unicode character (\S+) \(U\+[0-9A-F]+\)/.exec(plain)?.[1];
  if (character !== undefined) {
    const message = `pdfLaTeX cannot print “${character}”. Write it as a command of LaTeX (∇ is $\\nabla$), or in Latin letters.`;
    return { rule: "unprintable-character", severity: "error", message };
  }
  if (/^(?:Emergency stop|==> Fatal error|Fatal error)/.test(plain))
    return { rule: "emergency-stop", severity: "error", message: "TeX gave up here: no PDF was made." };
  return { rule: "latex-error", severity: "error", message: plain };
}

function meaningOfWarning(text: string): Meaning | undefined {
  const key = /[`']([^'`]+)'/.exec(text)?.[1] ?? "";
  if (/Reference [`'].*undefined/.test(text))
    return { rule: "undefined-reference", severity: "error", message: `Nothing is labelled “${key}”.` };
  if (/Citation [`'].*undefined/.test(text))
    return {
      rule: "undefined-citation",
      severity: "error",
      message: `The bibliography has no entry “${key}”.`,
    };
  if (/Label [`'].*multiply defined/.test(text))
    return {
      rule: "duplicate-label",
      severity: "warning",
      message: `The label “${key}” is made more than once.`,
    };
  const character = /^Missing character: There is no (\S+)(?: \([^)]*\))? in font/.exec(text)?.[1];
  if (character !== undefined)
    return {
      rule: "missing-character",
      severity: "warning",
      message: `The font has no “${character}”; it is left out of the PDF.`,
    };
  if (text.startsWith("Missing character:") || NOISE.test(text)) return undefined;
  const plain = text
    .replace(/^.*?[wW]arning(?: \([^)]*\))?: /, "")
    .replace(/ on input line \d+/, "")
    .trim();
  return {
    rule: "latex-warning",
    severity: /too large|Empty bibliography|Empty `thebib/.test(plain) ? "warning" : "info",
    message: plain,
  };
}

function meaningOfOverfull(text: string): Meaning | undefined {
  const [, box, points] = /\\([hv])box \(([\d.]+)pt/.exec(text) ?? [];
  if (Number(points) <= VISIBLE_OVERFULL) return undefined;
  const millimetres = Math.round(Number(points) * 0.3515);
  const where = box === "h" ? "sticks out of the margin" : "is too high for the page";
  return {
    rule: "overfull-box",
    severity: "info",
    message: `This ${where} by ${millimetres} mm (${Math.round(Number(points))} pt).`,
  };
}
