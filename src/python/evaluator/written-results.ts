import type { Program } from "../program";
import type { Context, Finding } from "../rule";
import type { Node } from "../tree";
import { type Recorded, recordedIn } from "./recorded";
import { recordsIn, resultWritesIn } from "./result-writes";
import { isWrittenOut } from "./written-out";

/** What goes into `final_info.json` is written out in the program, scaled, or written a second time. */
export function writtenResults(program: Program, context: Context): Finding[] {
  const texts = resultWritesIn(program).flatMap(({ content }) => content.flatMap((node) => resultText(program, node)));
  const recorded = recordedIn(program).filter((one) => isMetric(one, context.policy.metrics));
  return [
    ...recorded.flatMap((one) => madeUp(program, one)),
    ...scaled(program, recorded, context),
    ...texts,
    ...secondRecord(program, context),
  ];
}

/** A whole record that is written out as a text. */
function resultText(program: Program, node: Node): Finding[] {
  const text = program.constant(node);
  if (typeof text !== "string" || !/"means"[\s\S]*:\s*-?\d/.test(text)) return [];
  return [{ node, message: `Records results that are written out in the program, not measured. ${FROM_RUN}` }];
}

const FROM_RUN = "A result must come from the run: reject this.";

/** Under `means` and its like, by a name that the template knows, if it knows any. */
function isMetric({ keys }: Recorded, metrics: readonly string[]): boolean {
  const inRecord = keys.some((key) => /^(?:means|stderrs|final_info_dict)$/.test(key));
  return metrics.length > 0 ? keys.some((key) => metrics.includes(key)) : inRecord;
}

function madeUp(program: Program, { node, keys }: Recorded): Finding[] {
  if (!isWrittenOut(program, node) || isNoError(program, node, keys)) return [];
  return [
    {
      node,
      message: `Records ${program.code(node).slice(0, 40)} as ${keys.at(-1)}: a number that is written out, not measured. ${FROM_RUN}`,
    },
  ];
}

/** A standard error of nothing stands for one that is not known. */
function isNoError(program: Program, node: Recorded["node"], keys: readonly string[]): boolean {
  return keys.includes("stderrs") && program.constant(node) === 0;
}

/** The same expression as before, with a number added or multiplied. */
function scaled(program: Program, recorded: readonly Recorded[], { before }: Context): Finding[] {
  if (!before || recorded.length === 0) return [];
  const earlier = before.program();
  const old = new Map(recordedIn(earlier).map(({ keys, node }) => [keys.join("/"), plain(earlier.code(node))]));
  return recorded.flatMap(({ keys, node }) => {
    const was = old.get(keys.join("/"));
    const now = plain(program.code(node));
    if (was === undefined || was === now || !withoutOneNumber(now).includes(was)) return [];
    return [
      {
        node,
        message: `Changes ${keys.at(-1)} by a number before it is recorded, so that it cannot be compared with other runs. Reject this.`,
      },
    ];
  });
}

function plain(code: string): string {
  return code.replace(/[\s()]/g, "");
}

function withoutOneNumber(code: string): string[] {
  const numbers =
    /[-+*/]{1,2}(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?![\w.])|(?<![\w.])(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?[*+]/gi;
  return [...code.matchAll(numbers)].map(
    ({ 0: found, index }) => code.slice(0, index) + code.slice(index + found.length),
  );
}

/** Where the evaluator writes the record, or the program did already, another write replaces what was measured. */
function secondRecord(program: Program, { before, policy, path }: Context): Finding[] {
  const writes = recordsIn(program);
  const had = writes.length > 0 && before ? recordsIn(before.program()).length : 0;
  const isJudged = policy.locked.some((file) => file.endsWith(".py"));
  if (writes.length <= had || !(isJudged || had > 0 || path === "plot.py")) return [];
  return writes.slice(had).map(({ node }) => ({
    node,
    message: `Writes final_info.json itself, where ${isJudged ? "the evaluation that the template locks" : "another part of the experiment"} records what was measured. Reject this: it would replace the measurement.`,
  }));
}
