import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type JudgedPart, judgedParts } from "../latex/claim-problems";
import { type LatexPaper, paperOf } from "../latex/paper";
import { claimsJudge, type ReadParts } from "../latex/read-claims";
import { Conventions } from "../research/conventions";
import type { PaperReadings } from "../research/read-paper";
import { type OpenDocuments, pathOf } from "./documents";
import { FileMemory } from "./file-memory";
import { KnownChecks } from "./known-checks";
import { KnownReadings } from "./known-readings";
import { isOfProject, type OpenPaper, paperAround, readable } from "./paper-files";
import { type Results, ResultsShelf } from "./results";
import type { SeenMemory } from "./seen-memory";

/** A paper as it stands in the editor, parsed, with the results around it. */
export type ReadPaper = OpenPaper & {
  /** The source that is compiled and all that it takes in. A part's `file` is its path; that of what is on no disk is its address. */
  readonly paper: LatexPaper;
  /** Undefined where no run left any. */
  readonly results: Results | undefined;
  /** Every claim of every file, judged when it is asked for first; empty without results. */
  readonly claims: () => readonly JudgedPart[];
  /** What a model read of it, where one did and the runs are still called the same. */
  readonly readings: PaperReadings | undefined;
  /** How many of its statements a model has read, as they stand now. */
  readonly statementsRead: () => number;
};

type Judge = (parts: LatexPaper["parts"]) => ReadParts;

/** Papers that are kept read at a time. */
const MOST_PAPERS = 8;

/** The papers of the open files, each read anew only when something of it or around it has changed. */
export class OpenPapers {
  conventions: Conventions = Conventions.parse({});
  readonly checks = new KnownChecks();
  readonly readings = new KnownReadings();
  readonly #pictures = new FileMemory();
  readonly #results: ResultsShelf;
  readonly #read = new Map<string, ReadPaper>();
  readonly #judges = new WeakMap<PaperReadings, { readonly results: Results; readonly judge: Judge }>();

  constructor(
    readonly documents: OpenDocuments,
    memory: SeenMemory,
  ) {
    this.#results = new ResultsShelf(memory);
  }

  /** The paper that a file belongs to. As long as nothing changes it is the very same object. */
  async at(uri: string): Promise<ReadPaper | undefined> {
    const path = pathOf(uri);
    const open = path === undefined ? this.#onNoDisk(uri) : await this.#onDisk(path);
    if (!open) return undefined;
    const results = path === undefined ? undefined : await this.#results.around(open.path);
    const readings = await this.readings.of(open.path, results);
    const known = this.#read.get(open.path);
    const isKnown = known !== undefined && isSame(known, open);
    if (isKnown && known.results === results && known.readings === readings) return known;
    const paper = isKnown ? known.paper : paperOf(open.text, open.files);
    const read = { ...open, paper, results, readings, ...claimsOf(paper, this.#judgeWith(results, readings)) };
    if (this.#read.size >= MOST_PAPERS) this.#read.clear();
    this.#read.set(open.path, read);
    return read;
  }

  /** What a model read is made ready once for each reading of the results. */
  #judgeWith(results: Results | undefined, readings: PaperReadings | undefined): Judge {
    if (!results) return () => ({ parts: [], read: 0 });
    if (!readings) return (parts) => ({ parts: judgedParts(parts, results.library), read: 0 });
    const known = this.#judges.get(readings);
    if (known?.results === results) return known.judge;
    const judge = claimsJudge(results.library, readings.lines);
    this.#judges.set(readings, { results, judge });
    return judge;
  }

  async #onDisk(path: string): Promise<OpenPaper | undefined> {
    const paper = await paperAround(path, this.documents, this.#pictures);
    if (!paper) return undefined;
    const conventions = { ...this.conventions, writtenWithAi: await isOfProject(paper.path) };
    const checks = await this.checks.around(paper.path);
    const alone = paper.path.endsWith(".bib") ? { bibliographies: { [basename(paper.path)]: paper.text } } : {};
    return { ...paper, files: { ...paper.files, ...alone, conventions, ...(checks && { checks }) } };
  }

  #onNoDisk(uri: string): OpenPaper | undefined {
    const text = readable(this.documents.get(uri)?.getText() ?? "");
    return this.documents.get(uri) && text !== undefined ? { path: uri, text, files: { file: uri } } : undefined;
  }
}

function isSame(known: OpenPaper, open: OpenPaper): boolean {
  return known.text === open.text && isDeepStrictEqual(known.files, open.files);
}

function claimsOf({ parts }: LatexPaper, judge: Judge): Pick<ReadPaper, "claims" | "statementsRead"> {
  let judged: ReadParts | undefined;
  const once = () => {
    judged ??= judge(parts);
    return judged;
  };
  return { claims: () => once().parts, statementsRead: () => once().read };
}
