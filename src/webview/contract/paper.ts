import * as z from "zod/mini";

/** What the panel of a paper and the editor say to each other. Both sides read what arrives with these shapes and drop what does not fit. */

const PageBox = z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() });

/** Every text of the panel that shows a PDF; `{0}` stands for what is put in. */
export const PAPER_WORDS = [
  ...["page", "pageNumber", "ofPages", "previousPage", "nextPage", "zoomIn", "zoomOut", "zoom", "fitWidth", "fitPage"],
  ...["find", "findInPaper", "previousMatch", "nextMatch", "closeFind", "matches", "noMatch", "darkPages", "compile"],
  ...[
    "compiling",
    "waiting",
    "stop",
    "outOfDate",
    "failed",
    "showProblems",
    "reading",
    "unreadable",
    "back",
    "noPlace",
  ],
] as const;
export type PaperWords = Readonly<Record<(typeof PAPER_WORDS)[number], string>>;

/** What is shown and where it comes from: absolute paths. */
export const ShownPaper = z.object({ pdf: z.string(), source: z.string(), slug: z.optional(z.string()) });
export type ShownPaper = z.infer<typeof ShownPaper>;

/** What somebody says about a place of a paper: a remark of a review, a quote of an answer. */
const PaperNote = z.object({
  id: z.string(),
  tone: z.enum(["bad", "question", "plain"]),
  /** What it is, in a word: “Weakness”. */
  kind: z.string(),
  text: z.string(),
  /** The first of these that the pages have is its place, looked for first on the page, where one is named. */
  texts: z.array(z.string()),
  page: z.optional(z.number()),
});
export type PaperNote = z.infer<typeof PaperNote>;

/** The editor speaks to the panel of a PDF. Lengths are PDF points from the page's upper left corner. */
export const ToPaper = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("words"),
    words: z.record(z.enum(PAPER_WORDS), z.string()),
    paper: ShownPaper,
  }),
  z.object({ type: z.literal("document"), name: z.string(), bytes: z.custom<Uint8Array<ArrayBuffer>>(isBytes) }),
  z.object({ type: z.literal("nothing"), text: z.string() }),
  z.object({
    type: z.literal("state"),
    state: z.enum(["current", "waiting", "compiling", "out-of-date", "failed"]),
    /** What else is known of the paper: how many of its claims are supported. */
    note: z.string(),
  }),
  z.object({ type: z.literal("reveal"), page: z.number(), boxes: z.array(PageBox) }),
  /** The first of these texts that is there is marked; where none is, the page is shown. */
  z.object({ type: z.literal("find"), texts: z.array(z.string()), page: z.optional(z.number()) }),
  /** What is said about the paper, in the place of what was said before; `title` names all of it. */
  z.object({ type: z.literal("notes"), title: z.string(), notes: z.array(PaperNote) }),
  /** Brings one note and its place into sight. */
  z.object({ type: z.literal("note"), id: z.string() }),
]);
export type ToPaper = z.infer<typeof ToPaper>;

/** The panel of a PDF speaks. */
export const FromPaper = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({
    type: z.literal("source"),
    page: z.number(),
    x: z.number(),
    y: z.number(),
    before: z.string().check(z.maxLength(500)),
    word: z.string().check(z.maxLength(500)),
    after: z.string().check(z.maxLength(500)),
  }),
  z.object({ type: z.enum(["compile", "stop", "problems"]) }),
]);
export type FromPaper = z.infer<typeof FromPaper>;

function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array;
}
