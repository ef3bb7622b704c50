import type { CodeFacts, OwnCode, TemplateOffer } from "../engine/new-project";
import type { LanguageModel } from "../engine/ports/language-model";
import type { OnWait } from "../engine/ports/typesetter";
import type { Compiled, Project } from "../engine/project";
import type { Reproduced, ReproductionWish } from "../engine/reproduce";
import type { RerunGate } from "../engine/rerun-plan";
import type { Reviewer } from "../engine/reviewer";
import type { Writer } from "../engine/writer";
import type { Span } from "../latex/span";
import type { Caps } from "../research/budget";
import type { CheckedCitation } from "../research/citation-check";
import type { Retry } from "../research/live-retry";
import type { ModelFacts, RememberedFacts } from "../research/model-facts";
import type { PricedModel } from "../research/offered-model";
import type { Run } from "../research/run";
import type { Price } from "../research/usage";

/** What was found out about models, by endpoint and name. */
export interface ModelMemory {
  recall(endpoint: string, model: string): Promise<RememberedFacts | undefined>;
  remember(endpoint: string, model: string, facts: RememberedFacts): Promise<void>;
}

export type OpenOptions = {
  /** Values of the settings by key, without the prefix `aiScientist.`. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: { apiKey(endpoint: string): Promise<string | undefined> };
  /** What this window knows of models from other projects. */
  readonly memory?: ModelMemory;
  /** VS Code's own models by name (`vscode:…`). */
  readonly editorModel?: (name: string) => Promise<LanguageModel>;
  /** Folder of the bundles. */
  readonly dist: string;
  readonly log: (line: string) => void;
  /** Hears when a model that did not answer will be asked again. */
  readonly waits: (retry: Retry) => void;
  /** The caps in US dollars as they are set now: one that is changed holds from the next request on. */
  readonly caps: () => Caps;
};

export type VerifyOptions = {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly outside: string;
  readonly onProgress: (done: number, of: number) => void;
  readonly unsaved: Readonly<Record<string, string>>;
};

export type Prices = Readonly<Record<string, Price>>;
export type Door = { readonly baseUrl: string; readonly apiKey: string };
export type Offers = { readonly baseUrl: string; readonly models: readonly PricedModel[] | undefined };
export type Candidate = Door & { readonly model: string; readonly listed: ModelFacts; readonly prices: Prices };
export type Trial = { readonly facts: ModelFacts; readonly dollars: number | undefined };

/** `dist/project.js`: the engine with the real world behind its ports. */
export interface ProjectBundle {
  openProject(folder: string, options: OpenOptions): Promise<Project>;
  /** A co-author for papers that are in no project; what is asked is kept in `folder`. */
  openWriterOutside(folder: string, options: OpenOptions): Writer;
  /** Referees for papers that are in no project; the reviews are kept in `folder`. */
  openReviewerOutside(folder: string, options: OpenOptions): Reviewer;
  /** The section, abstract or paragraph at an offset of a LaTeX text. */
  passageAt(text: string, offset: number): Span | undefined;
  /** The whole sentences that a stretch touches. */
  sentencesAround(text: string, stretch: Span): Span | undefined;
  newProject(folder: string, template: string, templates: string): Promise<void>;
  templateOffers(templates: string): Promise<TemplateOffer[]>;
  lookAtCode(folder: string): Promise<CodeFacts>;
  /** Writes what a project lacks and gives the paths. `bare` is the folder of the parts that fit any experiment. */
  projectFromOwnCode(folder: string, code: OwnCode, bare: string): Promise<string[]>;
  /** Compiles a paper that belongs to no idea; `settings` as for a project. */
  compileAnyPaper(
    source: string,
    settings: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    onWait?: OnWait,
  ): Promise<Compiled>;
  /** The paper that a `.tex` or `.bib` file belongs to, and where its PDF is made. */
  paperWith(file: string): Promise<{ readonly source: string; readonly pdf: string } | undefined>;
  /** Runs the runs of a bundle again, beside it. */
  reproduceBundle(
    path: string,
    options: Pick<OpenOptions, "settings" | "dist" | "log">,
    wish: ReproductionWish,
    gate: RerunGate,
    signal: AbortSignal,
  ): Promise<Reproduced>;
  /** The runs of a bundle that were measured and count, but for mere repeats. */
  bundleRuns(path: string): Promise<readonly Run[]>;
  /** Looks up what a paper or a `.bib` file cites, and keeps it for the language server; outside of projects in a folder. */
  verifyPaper(path: string, options: VerifyOptions, signal: AbortSignal): Promise<readonly CheckedCitation[]>;
  /** What an endpoint offers, and the address that has it. Costs nothing. */
  offers(door: Door, prices: Prices, signal: AbortSignal): Promise<Offers>;
  /** Asks a model one tiny question, to find out what it can do. */
  exploreModel(candidate: Candidate, signal: AbortSignal): Promise<Trial>;
}

/** `dist/models.js`: what the views show, as pure functions. */
export type Models = typeof import("./models/models");

/** `dist/language-client.js` */
export type LanguageClientBundle = typeof import("./language-client");

/** `dist/writing.js`: the scientist as a co-author of any text. */
export type WritingBundle = typeof import("./writing/writing");

/** `dist/experiments.js`: what fills the Experiments panel. */
export type ExperimentsBundle = typeof import("./experiments-panel");

/** `dist/campaign.js`: what fills the Campaign panel and runs campaigns. */
export type CampaignBundle = typeof import("./campaign-panel");

/** `dist/commands.js`: what commands do. */
export type CommandsBundle = typeof import("./commands");

/** `dist/paper.js`: what fills the panel of a paper. */
export type PaperBundle = typeof import("./paper-panel");

/** Bundles that are loaded when they are needed first, so that activation stays short. */
export interface HeavyParts {
  project(): ProjectBundle;
  models(): Models;
  languageClient(): LanguageClientBundle;
  commands(): CommandsBundle;
  experiments(): ExperimentsBundle;
  campaign(): CampaignBundle;
  writing(): WritingBundle;
  paper(): PaperBundle;
  /** Folder of the bundles. */
  readonly dist: string;
  /** Variables of the process, for keys that stand there. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
