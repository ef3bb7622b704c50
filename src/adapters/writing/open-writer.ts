import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import * as z from "zod";
import { standsOf } from "../../engine/budget";
import type { Conversing } from "../../engine/lab";
import type { Purse } from "../../engine/ports/purse";
import { askPaper, type PlacedLeaf } from "../../engine/stages/ask-paper";
import { changesOf, editPassage, explainPassage, LONGEST_PASSAGE } from "../../engine/stages/edit-passage";
import type { PaperToRead } from "../../engine/stages/lines-to-read";
import { claimsAsRead, planReading, readClaims } from "../../engine/stages/read-claims";
import { step } from "../../engine/step";
import type { Passage, PassageAnswer, PassageWish, ReadingWish, Writer } from "../../engine/writer";
import { besides, type PaperFiles } from "../../latex/paper";
import { paperFilesAround } from "../../latex/paper-around";
import type { PassageProposal } from "../../research/passage";
import type { ReadPaper } from "../../research/read-paper";
import { liesBelow } from "../lies-below";
import { openConversation } from "../open-lab";
import { pdfReader } from "../paper-reader/pdf-reader";
import type { Desk } from "../project/desk";
import { purseFor } from "../project/purse";
import { ProjectBroken } from "../read-template";
import { evidenceFor } from "./evidence-for";
import { mayBeShown, withheldOf } from "./may-be-shown";
import { paperToRead } from "./paper-to-read";
import { keepProposal, readProposals } from "./passage-shelf";
import { hashOf, journalFolder, openWritingJournal, spentOn } from "./writing-journal";

/** Where answers are kept, who gives them, and from whose money. */
export type WritingDesk = Pick<Desk, "folder" | "settings" | "models" | "journals" | "ledger" | "caps"> & {
  /** Whether the papers may be anywhere, because the folder is none of theirs. */
  readonly anywhere?: boolean;
};

/** One question at a time: what they may cost is looked into before each, and together they keep to the cap. */
export function openWriter(desk: WritingDesk): Writer {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work, work);
    turn = result.catch(() => {});
    return result;
  };
  return {
    edit: (passage, wish, signal) => inTurn(() => edit(desk, passage, wish, signal)),
    explain: (passage, signal) => inTurn(() => explain(desk, passage, signal)),
    ask: (paper, question, signal) => inTurn(() => askAbout(desk, resolve(paper), question, signal)),
    planReading: async (wish) => ({
      ...(await planReading(await toRead(desk, wish), (await desk.models()).model)),
      left: await leftFor(desk, resolve(wish.paper)),
    }),
    readClaims: (wish, onProgress, signal) => inTurn(() => read(desk, wish, onProgress, signal)),
    claimsAsRead: (wish) => asRead(desk, wish),
    proposals: async () => (await readProposals(desk.folder)).filter((one) => isAboutOurs(desk, one)),
    keep: (id, left) => keepProposal(desk.folder, id, left),
  };
}

/** A folder may have come with proposals of somebody else's making: no other file is to be edited by them. */
function isAboutOurs({ folder, anywhere }: WritingDesk, { file }: PassageProposal): boolean {
  return /\.tex$/i.test(file) && isAbsolute(file) && (anywhere === true || liesBelow(folder, file));
}

async function edit(
  desk: WritingDesk,
  passage: Passage,
  wish: PassageWish,
  signal: AbortSignal,
): Promise<PassageAnswer> {
  const { file, text, start, end } = passage;
  const before = checked(passage);
  const { model } = await desk.models();
  const key = hashOf(JSON.stringify([model.name, wish.kind, wish.language, wish.detail, file, before]));
  const kept = await readProposals(desk.folder);
  const same = kept.find((one) => one.id.startsWith(`${key}-`) && one.file === file && isUntouched(one));
  if (same) return { type: "proposed", proposal: same };
  const around = { ...(await filesFor(desk, file, text)), ...(await evidenceFor(desk.folder, wish, file)) };
  return conversing(desk, file, signal, async (lab) => {
    const round =
      lab.journal.history.filter((one) => one.type === "step-finished" && isShown(one.step, key)).length + 1;
    const id = `${key}-${round}`;
    const name = `${wish.kind}, ${id}`;
    const request = { name, source: text, start, end, ...wish, ...around };
    const { after, why } = await editPassage(lab, request);
    const parts = changesOf(request, after).map((part) => ({ ...part, state: "undecided" as const }));
    const proposal: PassageProposal = {
      ...{ id, file, kind: wish.kind, why, start, parts },
      ...(wish.language ? { language: wish.language } : {}),
      ...{ model: model.name, rehearsal: model.rehearsal, at: new Date().toISOString() },
    };
    if (after !== before) await keepProposal(desk.folder, id, proposal);
    await step(lab, `${name}${SHOWN}`, z.boolean(), async () => true);
    return after === before ? { type: "unchanged", why } : { type: "proposed", proposal };
  });
}

/** Until then an answer is paid for and not seen: the same question takes it from the journal. */
const SHOWN = ", shown";

async function explain(desk: WritingDesk, passage: Passage, signal: AbortSignal): Promise<string> {
  const { file, text, start, end } = passage;
  const { model } = await desk.models();
  const name = `explain, ${hashOf([model.name, checked(passage)].join("\n"))}`;
  const around = await filesFor(desk, file, text);
  return conversing(desk, file, signal, (lab) => explainPassage(lab, { name, source: text, start, end, ...around }));
}

async function askAbout(desk: WritingDesk, paper: string, question: string, signal: AbortSignal) {
  const { model } = await desk.models();
  const leaves = await leavesOf(desk.folder, paper, signal);
  const name = `ask, ${hashOf([model.name, question, ...leaves.map(({ text }) => text)].join("\n"))}`;
  const pieces = await conversing(desk, paper, signal, (lab) => askPaper(lab, name, leaves, question));
  return { pieces: [...pieces], model: model.name, rehearsal: model.rehearsal };
}

function toRead(desk: WritingDesk, wish: ReadingWish): Promise<PaperToRead> {
  const paper = resolve(wish.paper);
  return paperToRead(desk.folder, join(journalFolder(desk.folder, paper), "readings.json"), { ...wish, paper });
}

/** What the caps leave for questions about a paper. */
async function leftFor(desk: WritingDesk, paper: string): Promise<number> {
  const { spent, paidIn } = await spentOn(desk.folder, paper);
  const stands = standsOf(await purseFor(desk, paidIn).look(), spent);
  return Math.max(0, Math.min(...stands.map((stand) => stand.cap - stand.spent)));
}

async function read(
  desk: WritingDesk,
  wish: ReadingWish,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<ReadPaper> {
  const paper = await toRead(desk, wish);
  return conversing(desk, resolve(wish.paper), signal, (lab) => readClaims(lab, paper, onProgress));
}

async function asRead(desk: WritingDesk, wish: ReadingWish): Promise<ReadPaper | undefined> {
  const paper = await toRead(desk, wish);
  const read = claimsAsRead(paper, await paper.shelf.read(), (await desk.models()).model);
  return read.lines.length > 0 ? read : undefined;
}

/** With a journal of its own open as long as it takes. */
async function conversing<Result>(
  desk: WritingDesk,
  file: string,
  signal: AbortSignal,
  work: (lab: Conversing) => Promise<Result>,
): Promise<Result> {
  const models = await desk.models();
  const { journal, paidIn, close } = await openWritingJournal(desk, file, models.model.rehearsal);
  const purse: Purse = purseFor(desk, paidIn);
  try {
    return await work(openConversation({ models, journal, purse, settings: desk.settings, signal }));
  } finally {
    await close();
  }
}

function isShown(step: string, key: string): boolean {
  return step.includes(`, ${key}-`) && step.endsWith(SHOWN);
}

function isUntouched({ parts }: PassageProposal): boolean {
  return parts.every(({ state }) => state === "undecided");
}

function checked({ text, start, end }: Passage): string {
  const before = text.slice(start, end);
  if (before.trim() === "")
    throw new ProjectBroken("There is no text in the passage. Select some, or put the cursor into a section.");
  if (before.length > LONGEST_PASSAGE)
    throw new ProjectBroken(
      `The passage has ${before.length} characters; at most ${LONGEST_PASSAGE} are asked about at once. Select a part of it.`,
    );
  return before;
}

/** What is around a source, and what of it no model is to see. */
async function filesFor({ folder }: WritingDesk, file: string, text: string) {
  const files = await filesAround(file, text);
  const names = [...Object.keys(files.inputs ?? {}), ...Object.keys(files.bibliographies ?? {})];
  return { files, withheld: await withheldOf(folder, file, names) };
}

function filesAround(file: string, text: string): Promise<PaperFiles> {
  const folder = dirname(file);
  return paperFilesAround(text, basename(file), {
    read: (name) => readFile(resolve(folder, name), "utf8").catch(() => undefined),
    list: (name) => readdir(resolve(folder, name)).catch(() => []),
  });
}

/** The source and what it takes in, or the pages. */
async function leavesOf(project: string, paper: string, signal: AbortSignal): Promise<PlacedLeaf[]> {
  if (/\.pdf$/i.test(paper)) {
    const { pages } = await pdfReader().read(paper, signal);
    return pages.map((text, index) => ({ name: `page ${index + 1}`, text, file: paper, page: index + 1 }));
  }
  if (!/\.tex$/i.test(paper)) throw new ProjectBroken(`${basename(paper)} is neither a .pdf nor a .tex file.`);
  const text = await readFile(paper, "utf8").catch((error: Error) => {
    throw new ProjectBroken(`${paper} cannot be read: ${error.message}`);
  });
  const { inputs = {} } = await filesAround(paper, text);
  const parts = Object.entries(inputs).map(async ([name, inside]): Promise<PlacedLeaf[]> => {
    const isShown = await mayBeShown(project, paper, resolve(dirname(paper), name));
    return isShown ? [{ name, text: inside, file: besides(paper, name) }] : [];
  });
  return [{ name: basename(paper), text, file: paper }, ...(await Promise.all(parts)).flat()];
}
