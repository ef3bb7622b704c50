import type { Rule } from "../rule";

const NAMED =
  /\b[Rr]uns?(?:\\?_|~|\\ |[ \t]|[ \t]*\r?\n[ \t]*|-)(?:#|No\.~?)?(\d{1,3})(?![\d.]*\d|[\p{L}]|\\%|\s*(?:\\times|×))/gu;
const VERB_BEFORE =
  /\b(?:we|to|can|could|will|would|must|should|may|might|they|you|then|was|were|is|are|be|been|being|has|have|had|also|only|always|not|I)[\s~]+$/i;
const COUNTED_AFTER =
  /^[\s~]*(?:(?:more|different|independent|separate|additional|random|further|parallel|training|full|of)\b|(?:seeds|times|epochs|steps|iterations|experiments|trials|models|configurations|settings|samples|episodes|simulations|rounds|passes|baselines|methods|jobs|variants|ablations|workers|GPUs?|CPUs?|hours?|days?|minutes?|seconds?|min|ms|s|h)\b)/;

/** “Run 2” tells a reader nothing: runs have human names. “We run 3 seeds” is ordinary English. */
export const runNumberInProse: Rule = {
  id: "run-number-in-prose",
  severity: "warning",
  check({ parts }) {
    return parts.flatMap((source) =>
      [...source.prose.matchAll(NAMED)]
        .filter(({ 0: text, index }) => index >= titleStart(source.live) && !isOrdinary(source.prose, text, index))
        .map(({ 0: text, index }) => ({
          source,
          start: index,
          end: index + text.length,
          message: `“${text.replace(/\s+/g, " ")}” means nothing to a reader. Say what was different in that run.`,
        })),
    );
  },
};

/** The preamble holds no prose but the title. */
function titleStart(live: string): number {
  const begin = live.indexOf("\\begin{document}");
  const title = live.search(/\\title\s*(?:\[|\{)/);
  return title >= 0 && title < begin ? title : Math.max(begin, 0);
}

function isOrdinary(prose: string, text: string, index: number): boolean {
  if (/_/.test(text)) return false;
  const after = prose.slice(index + text.length, index + text.length + 40);
  return VERB_BEFORE.test(prose.slice(Math.max(0, index - 20), index)) || COUNTED_AFTER.test(after);
}
