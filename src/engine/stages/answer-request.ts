import * as z from "zod";
import { Hunk, type Intent } from "../../research/change";
import { countedFromCommit, type DecidedChange } from "../../research/decision-remarks";
import { HunkAnswer, type HunkRequest } from "../../research/hunk-request";
import { ask, UnusableAnswer } from "../ask";
import { regionOf } from "../edits/region";
import type { Lab } from "../lab";
import { ProposalRefused } from "../ports/workspace";
import { type ChangeContext, reviseHunk } from "../prompts/revise-hunk";
import { type FileCheck, type Revision, revisionAnswer } from "../revision-answer";
import { RecordUnreadable, step } from "../step";
import { tellOnce } from "../tell-once";
import { propose } from "./propose";

/** What a change was asked with; `check` holds what its files must not become. */
export type ChangeQuestion = ChangeContext & { readonly check?: FileCheck };

/** A change that waits for its decision: the commit it began at, what is proposed now, and what the researcher asked for so far. */
export type OpenChange = {
  readonly intent: Intent;
  readonly question: ChangeQuestion;
  readonly head: string | undefined;
  /** Undefined in journals of 0.1.0. */
  readonly proposed: readonly Hunk[] | undefined;
  readonly requests: DecidedChange["requests"];
};

/**
 * Puts the researcher's request to the model and its answer in the hunk's place, as an unstaged change like the proposal itself.
 * Nothing but the hunk's own lines is written. A hunk that was decided or edited meanwhile is left alone, and the request is dropped.
 */
export async function answerRequest(
  lab: Lab,
  name: string,
  change: OpenChange,
  request: HunkRequest,
): Promise<HunkAnswer> {
  const answer = await step(lab, `${name}: answer`, HunkAnswer, async (): Promise<HunkAnswer> => {
    const scene = await step(lab, `${name}: hunk`, Scene, () => lookAt(lab, request.hunk));
    if ("gone" in scene) return dropped(scene.gone);
    const revision = await revisionOf(lab, name, change, request, scene);
    if (revision === undefined) return dropped(NO_ANSWER);
    if (revision.type === "left") return { state: "answered", text: revision.why, hunks: [scene.hunk] };
    return putInPlace(lab, name, change.intent, scene.hunk, revision);
  });
  if (answer.state === "dropped")
    await tellOnce(lab, `${name}, “${gist(request.text)}”: ${answer.text.split("\n", 1)[0]}`);
  return answer;
}

/** Everything that the question needs, as it stood when it was asked; `file` is the hash of the file's text. */
const Scene = z.union([
  z.object({ hunk: Hunk, file: z.string(), accepted: z.array(Hunk), undecided: z.array(Hunk) }),
  z.object({ gone: z.string() }),
]);
type Scene = Extract<z.infer<typeof Scene>, { hunk: Hunk }>;

async function lookAt({ workspace, journal }: Lab, asked: Hunk): Promise<z.infer<typeof Scene>> {
  const undecided = await workspace.undecided();
  const hunk = undecided.find(({ id }) => id === asked.id);
  const text = await workspace.read(asked.path);
  if (!hunk || text === undefined || !regionOf(text, hunk)) return { gone: GONE_BEFORE };
  return {
    hunk,
    file: await journal.keep(text),
    accepted: [...(await workspace.accepted())],
    undecided: [...undecided],
  };
}

/** The model's answer; undefined when it gave none that can be used. */
async function revisionOf(
  lab: Lab,
  name: string,
  { intent, question, proposed = [], requests: earlier }: OpenChange,
  { text, type }: HunkRequest,
  { hunk, file: hash, accepted, undecided }: Scene,
): Promise<Revision | undefined> {
  const file = await keptText(lab, `${name}: hunk`, hash);
  const here = (one: Hunk) => [...accepted, ...undecided].some((other) => isSameChange(one, other));
  const rejected = proposed.filter((one) => !here(one));
  const change = { intent, accepted, undecided, rejected, file, earlier };
  const answer = revisionAnswer(hunk, regionOf(file, hunk)!, question.check);
  try {
    return await ask(lab, reviseHunk(`${name}: revision`, question, change, { type, hunk, text }, answer));
  } catch (error) {
    if (error instanceof UnusableAnswer) return undefined;
    throw error;
  }
}

type Revised = Extract<Revision, { type: "revised" }>;

/** Both texts of the file, by their hashes, and the hunks that stood there beside the one that is replaced. */
const Place = z.union([
  z.object({ before: z.string(), after: z.string(), others: z.array(z.string()) }),
  z.object({ gone: z.string() }),
]);

/** Writes the new lines where the hunk stands now: what was decided meanwhile may have moved it. */
async function putInPlace(lab: Lab, name: string, intent: Intent, hunk: Hunk, revision: Revised): Promise<HunkAnswer> {
  const { lines, title, why } = revision;
  const place = await step(lab, `${name}: place`, Place, () => placeFor(lab, hunk, lines));
  if ("gone" in place) return unplaced(place.gone, revision);
  const [before, after] = [
    await keptText(lab, `${name}: place`, place.before),
    await keptText(lab, `${name}: place`, place.after),
  ];
  const named = { ...intent, step: name, hunks: [{ path: hunk.path, title, why }] };
  try {
    const hunks = await propose(lab, [{ path: hunk.path, before, after }], named);
    const fresh = hunks.filter(({ id, path }) => path === hunk.path && !place.others.includes(id));
    return { state: "answered", text: why, hunks: countedFromCommit(fresh, await lab.workspace.accepted()) };
  } catch (error) {
    if (error instanceof ProposalRefused) return unplaced(error.message, revision);
    throw error;
  }
}

async function placeFor({ workspace, journal }: Lab, asked: Hunk, lines: string): Promise<z.infer<typeof Place>> {
  const undecided = await workspace.undecided();
  const hunk = undecided.find(({ id }) => id === asked.id);
  const text = await workspace.read(asked.path);
  const region = hunk && text !== undefined ? regionOf(text, hunk) : undefined;
  if (!region || text === undefined) return { gone: GONE_MEANWHILE };
  return {
    before: await journal.keep(text),
    after: await journal.keep(region.before + lines + region.after),
    others: undecided.filter(({ id }) => id !== asked.id).map(({ id }) => id),
  };
}

async function keptText({ journal }: Lab, stepName: string, hash: string): Promise<string> {
  const text = await journal.kept(hash);
  if (text === undefined) throw new RecordUnreadable(stepName, new Error(`The text ${hash} is not kept any more.`));
  return text;
}

function isSameChange(one: Hunk, other: Hunk): boolean {
  const text = ({ path, removed, added }: Hunk) => JSON.stringify([path, removed, added]);
  return text(one) === text(other);
}

function dropped(text: string): HunkAnswer {
  return { state: "dropped", text, hunks: [] };
}

/** The answer is paid for: the researcher can still read it, and take it by hand. */
function unplaced(reason: string, { why, lines }: Revised): HunkAnswer {
  const written = lines.trimEnd();
  return dropped(`${reason}\nThe model had answered: ${why}${written === "" ? "" : `\n${written}`}`);
}

function gist(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60).replace(/\s+\S*$/, "")} …`;
}

const GONE_BEFORE = "The hunk was decided or edited before the request reached the model. Nothing was changed.";
const GONE_MEANWHILE = "The hunk was decided or edited while the model answered, so it was left as it is.";
const NO_ANSWER =
  "The model gave no usable answer, so the hunk was left as it is. Ask in other words, or edit it by hand.";
