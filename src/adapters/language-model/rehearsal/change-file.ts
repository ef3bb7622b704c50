import { type Asked, baselineFiles, dataIn, partOf } from "./asked";
import { type Block, blocksBetween, editAnswer } from "./blocks";
import type { Move } from "./move";
import { moveNamed, movesIn } from "./moves";
import { resultsIn } from "./results";
import { misremembered, undefinedName } from "./slips";

/** Sends the edit that makes the planned run: the difference between the file as it is and the file as it should be. */
export function changeFile(asked: Asked, { mistakes }: { readonly mistakes: boolean }): string {
  const run = runToMake(asked);
  const baseline = baselineFiles(asked.parts);
  const move = moveFor(asked, baseline, run);
  if (!move) return editAnswer([], "No constant of this program can be varied safely, so there is no edit to send.");
  const current = currentText(asked, move.path) ?? baseline[move.path] ?? "";
  const failed = partOf(asked.parts, /^What happened to the attempt before/);
  // The rehearsal's runs start from the baseline: a repair is what its change should have made of that.
  const clean = move.apply(baseline[move.path] ?? "");
  const target = (failed ? clean : move.apply(current)) ?? clean ?? current;
  const title = failed ? `Repair: ${move.name}` : move.name;
  const blocks = blocksBetween(move.path, current, target, title, failed ? repairReason(failed) : reasonFor(move));
  const slip = mistakes && !failed ? slipFor(asked) : "none";
  return editAnswer(withSlip(blocks, slip), failed ? "" : `This run makes one change: ${lowerFirst(move.change)}`);
}

export type RunToMake = { readonly name: string; readonly change: string };

/** The planned run that the question names. */
export function runToMake(asked: Asked): RunToMake {
  const part = asked.parts.find(({ heading }) => heading.startsWith("The run to make now: "));
  const name = part?.heading.slice("The run to make now: ".length) ?? "";
  return { name, change: /^Change: ([\s\S]*?)\nExpectation:/m.exec(part?.body ?? "")?.[1] ?? "" };
}

/** The planned move; for a plan that somebody else made, the move that comes nearest to its words and was not made yet. */
function moveFor(asked: Asked, files: Readonly<Record<string, string>>, run: RunToMake): Move | undefined {
  const moves = movesIn(files);
  const made = resultsIn(asked.parts).map(({ description }) => description);
  const fresh = moves.filter((move) => !made.some((description) => description.includes(move.change)));
  return moveNamed(moves, run.change, run.name) ?? nearest(fresh, `${run.name} ${run.change}`) ?? moves[0];
}

function nearest(moves: readonly Move[], wish: string): Move | undefined {
  const words = new Set(wish.toLowerCase().match(/[a-z]{3,}/g));
  const shared = (move: Move) => move.words.filter((word) => words.has(word)).length;
  return [...moves].sort((a, b) => shared(b) - shared(a))[0];
}

/** The file in the tail of the question, when it is no longer the baseline's. */
function currentText(asked: Asked, path: string): string | undefined {
  return dataIn(partOf(asked.parts, /^The files as they are now/), path);
}

function reasonFor(move: Move): string {
  return move.mechanism.split(/(?<=\.) /)[0] ?? move.mechanism;
}

function repairReason(failure: string): string {
  const missing = /NameError: name '(\w+)' is not defined/.exec(failure)?.[1];
  if (missing)
    return `The attempt before used the name ${missing}, which does not exist; the value is written out now.`;
  if (/not accepted/.test(failure)) return "The change is sent again, as small as it can be.";
  return "The attempt before did not run to its end; the file is put into the planned state.";
}

/** The first change of an idea has a SEARCH that matches nothing, the second crashes; both are made right when asked. */
function slipFor(asked: Asked): "search" | "crash" | "none" {
  const before = resultsIn(asked.parts).length;
  if (before === 1 && asked.complaints.length === 0) return "search";
  return before === 2 ? "crash" : "none";
}

function withSlip(blocks: readonly Block[], slip: "search" | "crash" | "none"): readonly Block[] {
  const [first, ...others] = blocks;
  if (!first || slip === "none") return blocks;
  if (slip === "search") return [misremembered(first), ...others];
  const crashing = blocks.findIndex((block) => undefinedName(block).replace !== block.replace);
  return blocks.map((block, index) => (index === crashing ? undefinedName(block) : block));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
