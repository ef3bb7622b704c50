import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { Conversing } from "../../engine/lab";
import type { Purse } from "../../engine/ports/purse";
import { askPaper, type PlacedLeaf } from "../../engine/stages/ask-paper";
import { editPassage, explainPassage, LONGEST_PASSAGE } from "../../engine/stages/edit-passage";
import type { Passage, PassageAnswer, PassageWish, Writer } from "../../engine/writer";
import { besides, type PaperFiles } from "../../latex/paper";
import { paperFilesAround } from "../../latex/paper-around";
import { alignedSentences } from "../../latex/passage/align";
import type { PassageProposal } from "../../research/passage";
import { openConversation } from "../open-lab";
import { pdfReader } from "../paper-reader/pdf-reader";
import type { Desk } from "../project/desk";
import { purseFor } from "../project/purse";
import { ProjectBroken } from "../read-template";
import { evidenceFor } from "./evidence-for";
import { keepProposals, readProposals } from "./passage-shelf";
import { hashOf, openWritingJournal } from "./writing-journal";

/** Where answers are kept, who gives them, and from whose money. */
export type WritingDesk = Pick<Desk, "folder" | "settings" | "models" | "journals" | "ledger" | "caps">;

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
    proposals: () => readProposals(desk.folder),
    keep: (proposals) => keepProposals(desk.folder, proposals),
  };
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
  const key = hashOf([model.name, wish.kind, wish.language, wish.detail, before].join("\n"));
  const kept = await readProposals(desk.folder);
  const same = kept.find((one) => one.id.startsWith(`${key}-`) && one.file === file && isUntouched(one));
  if (same) return { type: "proposed", proposal: same };
  const around = { files: await filesAround(file, text), ...(await evidenceFor(desk.folder, wish, file)) };
  const { name, value } = await conversing(desk, file, signal, async (lab) => {
    const round = lab.journal.history.filter((one) => one.type === "step-finished" && isOf(one.step, key)).length + 1;
    const name = `${wish.kind}, ${key}-${round}`;
    return { name, value: await editPassage(lab, { name, source: text, start, end, ...wish, ...around }) };
  });
  const parts = alignedSentences(before, value.after).map((part) => ({ ...part, state: "undecided" as const }));
  if (value.after === before) return { type: "unchanged", why: value.why };
  const proposal: PassageProposal = {
    ...{ id: name.split(", ")[1]!, file, kind: wish.kind, why: value.why, start, parts },
    ...(wish.language ? { language: wish.language } : {}),
    ...{ model: model.name, rehearsal: model.rehearsal, at: new Date().toISOString() },
  };
  await keepProposals(desk.folder, [...(await readProposals(desk.folder)), proposal]);
  return { type: "proposed", proposal };
}

async function explain(desk: WritingDesk, passage: Passage, signal: AbortSignal): Promise<string> {
  const { file, text, start, end } = passage;
  const { model } = await desk.models();
  const name = `explain, ${hashOf([model.name, checked(passage)].join("\n"))}`;
  const files = await filesAround(file, text);
  return conversing(desk, file, signal, (lab) => explainPassage(lab, { name, source: text, start, end, files }));
}

async function askAbout(desk: WritingDesk, paper: string, question: string, signal: AbortSignal) {
  const { model } = await desk.models();
  const leaves = await leavesOf(paper, signal);
  const name = `ask, ${hashOf([model.name, question, ...leaves.map(({ text }) => text)].join("\n"))}`;
  const pieces = await conversing(desk, paper, signal, (lab) => askPaper(lab, name, leaves, question));
  return { pieces: [...pieces], model: model.name, rehearsal: model.rehearsal };
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

function isOf(step: string, key: string): boolean {
  return step.includes(`, ${key}-`) && !/, answer \d+$/.test(step);
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

function filesAround(file: string, text: string): Promise<PaperFiles> {
  const folder = dirname(file);
  return paperFilesAround(text, basename(file), {
    read: (name) => readFile(resolve(folder, name), "utf8").catch(() => undefined),
    list: (name) => readdir(resolve(folder, name)).catch(() => []),
  });
}

/** The source and what it takes in, or the pages. */
async function leavesOf(paper: string, signal: AbortSignal): Promise<PlacedLeaf[]> {
  if (/\.pdf$/i.test(paper)) {
    const { pages } = await pdfReader().read(paper, signal);
    return pages.map((text, index) => ({ name: `page ${index + 1}`, text, file: paper, page: index + 1 }));
  }
  if (!/\.tex$/i.test(paper)) throw new ProjectBroken(`${basename(paper)} is neither a .pdf nor a .tex file.`);
  const text = await readFile(paper, "utf8").catch((error: Error) => {
    throw new ProjectBroken(`${paper} cannot be read: ${error.message}`);
  });
  const { inputs = {} } = await filesAround(paper, text);
  return [
    { name: basename(paper), text, file: paper },
    ...Object.entries(inputs).map(([name, inside]) => ({ name, text: inside, file: besides(paper, name) })),
  ];
}
