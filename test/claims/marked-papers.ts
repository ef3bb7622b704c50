import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judgePapers } from "../../src/claims/judge";
import { claimSources, isResultText } from "../../src/claims/results-folder";
import { isFinding, type Verdict } from "../../src/claims/verdict";
import { type ClaimLibrary, claimLibrary } from "../../src/latex/claim-problems";
import { parseLatex, positionAt } from "../../src/latex/document";
import { paperTextOf } from "../../src/latex/paper-text";

/** A claim of a fixture, marked in its source as `«R:right»` or `«W:wrong»`, or `«W.run:wrong»` with what is wrong about it. */
export type Marked = {
  readonly wrong: boolean;
  readonly about: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

export type Judged = {
  readonly paper: string;
  readonly text: string;
  readonly marks: readonly Marked[];
  readonly findings: readonly Verdict[];
};

const FIXTURES = join(__dirname, "../fixtures/claims");

/** Every paper of a set, judged by the results of the study that its first line names. */
export function judgedPapers(set: string): Judged[] {
  const names = readdirSync(join(FIXTURES, set)).filter((name) => name.endsWith(".tex"));
  return names.map((name) => judged(readFileSync(join(FIXTURES, set, name), "utf8"), name));
}

function judged(source: string, paper: string): Judged {
  const { text, marks } = unmarked(source);
  const [judgedPaper] = judgePapers(libraryFor(source), [paperTextOf(parseLatex(text, paper))]);
  return { paper, text, marks, findings: judgedPaper!.verdicts.filter(isFinding) };
}

/** What the study holds that a marked paper is about. */
export function libraryFor(source: string): ClaimLibrary {
  const study = /^% study: (\w+)/.exec(source)?.[1] ?? "";
  return claimLibrary(claimSources(resultTexts(join(FIXTURES, "studies", study)))!);
}

/** A marked paper's source by its name. */
export function markedPaper(path: string): string {
  return readFileSync(join(FIXTURES, path), "utf8");
}

function resultTexts(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return Object.fromEntries(paths.filter(isResultText).map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** The paper without its marks, and where they were. */
export function unmarked(source: string): { text: string; marks: Marked[] } {
  const marks: Marked[] = [];
  let text = "";
  let at = 0;
  for (const match of source.matchAll(/«([RW])(?:\.(\w+))?:([^»]*)»/g)) {
    text += source.slice(at, match.index);
    const [, sign, about = "", claim = ""] = match;
    marks.push({ wrong: sign === "W", about, start: text.length, end: text.length + claim.length, text: claim });
    text += claim;
    at = match.index + match[0].length;
  }
  return { text: text + source.slice(at), marks };
}

/** What a set of papers came to: claims caught and missed, right ones disturbed, findings that touch no marked claim. */
export function tally(papers: readonly Judged[]) {
  const touches = (mark: Marked, finding: Verdict) => finding.start < mark.end && mark.start < finding.end;
  const rows = papers.flatMap(({ paper, text, marks, findings }) => {
    const line = (offset: number) => positionAt({ lineStarts: lineStarts(text) }, offset).line;
    const wrongs = marks.filter(({ wrong }) => wrong);
    const missed = wrongs.filter((mark) => !findings.some((finding) => touches(mark, finding)));
    const disturbed = marks.filter(
      (mark) =>
        !mark.wrong &&
        findings.some((finding) => touches(mark, finding) && !wrongs.some((one) => touches(one, finding))),
    );
    const stray = findings.filter((finding) => !marks.some((mark) => touches(mark, finding)));
    return [
      ...wrongs.map((mark) => ({
        paper,
        kind: missed.includes(mark) ? "missed" : "caught",
        about: mark.about,
        what: `${line(mark.start)}: ${mark.text}`,
        says: said(findings, mark),
      })),
      ...marks
        .filter(({ wrong }) => !wrong)
        .map((mark) => ({
          paper,
          kind: disturbed.includes(mark) ? "false alarm" : "left alone",
          about: "",
          what: `${line(mark.start)}: ${mark.text}`,
          says: said(findings, mark),
        })),
      ...stray.map((finding) => ({
        paper,
        kind: "stray",
        about: "",
        what: `${line(finding.start)}: ${text.slice(finding.start, finding.end)}`,
        says: `${finding.kind}: ${finding.message}`,
      })),
    ];
  });
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
  return {
    rows,
    caught: count("caught"),
    missed: count("missed"),
    falseAlarms: count("false alarm"),
    leftAlone: count("left alone"),
    stray: count("stray"),
  };

  function said(findings: readonly Verdict[], mark: Marked): string {
    return findings
      .filter((finding) => touches(mark, finding))
      .map(({ kind, message }) => `${kind}: ${message}`)
      .join(" / ");
  }
}

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
}
