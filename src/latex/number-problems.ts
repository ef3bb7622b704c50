import { unsupportedNumbers } from "../claims/unsupported-numbers";
import type { Findings } from "../research/findings";
import type { Problem } from "../research/problem";
import type { TemplateManifest } from "../research/template";
import { positionIn } from "./document";

/** What a paper's numbers may rest on. `code` holds the texts of the programs whose literals may be quoted. */
export type NumberSources = {
  readonly findings: Findings;
  readonly manifest: TemplateManifest;
  readonly code: readonly string[];
};

/** A warning for each number in the document's body, bibliography aside, that no run and no line of the code has. */
export function numberProblems(source: string, file: string, { findings, manifest, code }: NumberSources): Problem[] {
  return unsupportedNumbers(bodyOf(source), findings, manifest, code).map(({ text, start }) => ({
    file,
    ...positionIn(source, start),
    endColumn: positionIn(source, start).column + text.length,
    rule: "unsupported-number",
    severity: "warning",
    source: "AI Scientist",
    message: `No run and no line of the code has the number ${text}.`,
  }));
}

/** The source with blanks for everything outside the body, so that offsets stay. */
function bodyOf(source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  const body = source.replace(/\\begin\{filecontents\*?\}[\s\S]*?\\end\{filecontents\*?\}/g, blank);
  const start = Math.max(0, body.indexOf("\\begin{document}"));
  return blank(body.slice(0, start)) + body.slice(start);
}
