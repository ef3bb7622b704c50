import * as z from "zod/mini";

/** What the Campaign panel and the editor say to each other. Both sides read what arrives with these shapes and drop what does not fit. */

/** A value to read, and where it sorts by another thing than its text, that. */
const Fact = z.object({ text: z.string(), title: z.string(), value: z.optional(z.number()) });
export type Fact = z.infer<typeof Fact>;

/** How far a stage of an idea has come. */
export const StageMark = z.enum(["done", "now", "waits", "held", "failed", "open"]);
export type StageMark = z.infer<typeof StageMark>;

export const IdeaAction = z.enum([
  ...["openIdea", "openRuns", "openPaper", "openReview"],
  ...["pause", "resume", "stop", "reproduce"],
] as const);
export type IdeaAction = z.infer<typeof IdeaAction>;

export const CampaignAction = z.enum(["run", "pause", "stop", "addIdeas", "takeOver"]);
export type CampaignAction = z.infer<typeof CampaignAction>;

const LineState = z.enum(["planned", "running", "waiting", "paused", "ended", "stopped", "failed"]);
export type LineState = z.infer<typeof LineState>;

/** One idea: a line of the matrix. */
export const IdeaLine = z.object({
  /** The idea's name, the same as long as it is one of the campaign's. */
  key: z.string(),
  slug: z.string(),
  title: z.string(),
  state: LineState,
  stateText: z.string(),
  /** Why it is in that state; empty where the state says it all. */
  reason: z.string(),
  /** In the order of the headings. */
  stages: z.array(z.object({ mark: StageMark, title: z.string() })),
  novel: Fact,
  score: Fact,
  cost: Fact,
  time: Fact,
  gpu: Fact,
  slot: z.string(),
  actions: z.array(IdeaAction),
});
export type IdeaLine = z.infer<typeof IdeaLine>;

const SlotShown = z.object({
  name: z.string(),
  place: z.string(),
  /** The idea that has it, by its line's key and its title. */
  idea: z.optional(z.object({ key: z.string(), title: z.string() })),
});
export type SlotShown = z.infer<typeof SlotShown>;

/** A table of texts; the first columns are words, the others numbers. */
const TextTable = z.object({
  head: z.array(z.string()),
  words: z.number(),
  rows: z.array(z.array(z.string())),
  remarks: z.array(z.string()),
});
export type TextTable = z.infer<typeof TextTable>;

/** Two models on the ideas of this project. */
const ModelPair = z.object({ title: z.string(), sentences: z.array(z.string()), table: TextTable });
export type ModelPair = z.infer<typeof ModelPair>;

const CampaignShown = z.object({
  name: z.string(),
  state: z.enum(["running", "paused", "stopped", "ended", "failed", "budget", "ready"]),
  stateText: z.string(),
  reason: z.string(),
  /** The whole in a sentence or two. */
  summary: z.string(),
  totals: z.array(z.object({ label: z.string(), text: z.string(), title: z.string() })),
  slots: z.array(SlotShown),
  stages: z.array(z.string()),
  ideas: z.array(IdeaLine),
  /** The first one is what comes next. */
  actions: z.array(CampaignAction),
});
export type CampaignShown = z.infer<typeof CampaignShown>;

/** What can be chosen for a new campaign. */
const Offer = z.object({
  ideas: z.array(z.object({ name: z.string(), title: z.string() })),
  place: z.string(),
  name: z.string(),
  model: z.string(),
  /** US dollars. */
  ideaCap: z.number(),
});
export type Offer = z.infer<typeof Offer>;

export const Campaigns = z.object({
  campaigns: z.array(z.object({ name: z.string(), text: z.string() })),
  /** What is wrong with those that cannot be read, and what to do, a text each. */
  problems: z.array(z.string()),
  campaign: z.optional(CampaignShown),
  /** The paper's table over all campaigns, by model and template. */
  paper: TextTable,
  models: z.array(ModelPair),
  offer: Offer,
});
export type Campaigns = z.infer<typeof Campaigns>;

/** Every text of the panel; `{0}` stands for what is put in. */
export const CAMPAIGN_WORDS = [
  ...["campaign", "newCampaign", "nothing", "idea", "state", "novel", "score", "cost", "time", "gpu", "slot", "slots"],
  ...[
    "freeSlot",
    "ideasTable",
    "paperTable",
    "modelsTable",
    "modelsNone",
    "actionsOf",
    "export",
    "copyCsv",
    "copyMarkdown",
  ],
  ...["copyLatex", "saveCsv", "saveMarkdown", "saveLatex", "more", "totals"],
  ...["openIdea", "openRuns", "openPaper", "openReview", "pause", "resume", "stop", "reproduce"],
  ...["run", "pauseAll", "stopAll", "addIdeas", "takeOver"],
  ...[
    "name",
    "nameHelp",
    "whichIdeas",
    "furtherIdeas",
    "furtherHelp",
    "slotsHere",
    "slotsHelp",
    "openEnded",
    "openEndedHelp",
  ],
  ...[
    "totalCap",
    "ideaCap",
    "capHelp",
    "accept",
    "acceptAsk",
    "acceptAuto",
    "acceptHelp",
    "start",
    "cancel",
    "wrongName",
    "noIdeas",
  ],
] as const;
export type CampaignWords = Readonly<Record<(typeof CAMPAIGN_WORDS)[number], string>>;

/** What the form of a new campaign says. */
export const CampaignForm = z.object({
  name: z.string().check(z.maxLength(48)),
  ideas: z.array(z.string().check(z.maxLength(200))),
  further: z.number().check(z.int(), z.minimum(0), z.maximum(1000)),
  slots: z.number().check(z.int(), z.minimum(1), z.maximum(64)),
  openEnded: z.boolean(),
  totalCap: z.optional(z.number().check(z.minimum(0))),
  ideaCap: z.optional(z.number().check(z.minimum(0))),
  accept: z.enum(["ask", "auto"]),
});
export type CampaignForm = z.infer<typeof CampaignForm>;

/** The editor speaks. */
export const ToCampaign = z.discriminatedUnion("type", [
  z.object({ type: z.literal("show"), words: z.record(z.enum(CAMPAIGN_WORDS), z.string()), model: Campaigns }),
  /** The form of a new campaign is opened. */
  z.object({ type: z.literal("form") }),
]);
export type ToCampaign = z.infer<typeof ToCampaign>;

/** The panel speaks. */
export const FromCampaign = z.discriminatedUnion("type", [
  /** With the campaign that was chosen in it, as far as one was. */
  z.object({ type: z.literal("ready"), campaign: z.optional(z.string()) }),
  z.object({ type: z.literal("choose"), campaign: z.string() }),
  z.object({ type: z.literal("act"), campaign: z.string(), action: CampaignAction }),
  z.object({ type: z.literal("act-on-idea"), campaign: z.string(), idea: z.string(), action: IdeaAction }),
  z.object({ type: z.literal("start"), form: CampaignForm }),
  z.object({
    type: z.literal("export"),
    format: z.enum(["csv", "latex", "markdown"]),
    to: z.enum(["file", "clipboard"]),
  }),
]);
export type FromCampaign = z.infer<typeof FromCampaign>;
