import { commandsNamed } from "../document";
import { isFinished, type LatexPaper } from "../paper";
import type { Rule } from "../rule";

/** What a reader of an empirical paper looks for, and the headings under which it may stand. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ["introduction", /introduction|motivation|overview/i],
  ["part on related work", /related|previous|prior|background|literature|preliminar|state of the art|survey/i],
  [
    "part on experiments or results",
    /experiment|result|evaluation|empirical|analysis|analyses|findings|stud(?:y|ies)|validation|benchmark|proof|theor|applications?|simulation/i,
  ],
  ["conclusion or discussion", /conclu|discussion|summary|limitation|future|outlook|closing|remarks/i],
];

/** A finished paper without one of the parts that every paper has. */
export const missingSection: Rule = {
  id: "missing-section",
  severity: "warning",
  check(paper) {
    const headings = paper.parts.flatMap((part) =>
      commandsNamed(part, /^(?:chapter|(?:sub){0,2}section|(?:sub)?paragraph)$/).map(
        ({ groups }) => groups[0]?.text ?? "",
      ),
    );
    if (headings.length < 3 || !isFinished(paper) || isForeign(paper)) return [];
    const [source] = paper.parts;
    const [place] = commandsNamed(source!, /^maketitle$/);
    const at = { source: source!, start: place?.start ?? source!.body.start, end: place?.end ?? source!.body.start };
    const missing = PARTS.filter(([, heading]) => !headings.some((one) => heading.test(one))).map(([name]) => name);
    return [...(hasAbstract(paper) ? [] : ["abstract"]), ...missing].map((name) => ({
      ...at,
      message: `The paper has no ${name}.`,
    }));
  },
};

const FOREIGN =
  /ctex|CJK|german|french|spanish|italian|portug|brazil|russian|ukrainian|polish|czech|dutch|danish|swedish|norsk|finnish|turkish|japanese|korean|chinese|greek|arabic|hebrew|hungarian|romanian|vietnamese/i;

/** A paper in another language, whose headings are not known here. An abstract in one does not make it foreign. */
function isForeign({ parts }: LatexPaper): boolean {
  return parts.some((part) =>
    commandsNamed(part, /^(?:documentclass|usepackage|setmainlanguage|setdefaultlanguage)$/).some(
      ({ name, groups, optional }) => {
        const said = groups[0]?.text ?? "";
        const main =
          optional
            .map(({ text }) => text)
            .join(",")
            .split(",")
            .at(-1) ?? "";
        if (name.startsWith("set") || /ctex|CJK/.test(said)) return FOREIGN.test(said);
        return (name === "documentclass" || /\bbabel\b/.test(said)) && FOREIGN.test(main);
      },
    ),
  );
}

function hasAbstract({ parts }: LatexPaper): boolean {
  return parts.some(
    (part) =>
      part.commands.has("abstract") ||
      part.environments.some(({ name }) => /abstract/i.test(name)) ||
      /\{\s*abstract\s*\}/i.test(part.live),
  );
}
