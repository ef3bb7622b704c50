import * as z from "zod";

/** Beside plot.py: what was drawn into each of its pictures, written by the program that runs it, and what was seen in them. */
export const FIGURE_RECORD = ".figures.json";

const text = z.string().catch("");
const texts = z.array(z.string()).catch([]);
const count = z.number().catch(0);

/** What is drawn under one name. Of a band or of bars nothing more is counted than that they are there. */
export const DrawnSeries = z.object({
  kind: text,
  /** As the legend would have it; empty when it has no name. */
  label: text,
  colour: z.string().nullish().catch(undefined),
  style: text,
  marker: text,
  points: count,
  nonFinite: count,
  /** Points that lie where the axes look. */
  inView: count,
});
export type DrawnSeries = z.infer<typeof DrawnSeries>;

const DrawnAxis = z.object({
  label: text,
  scale: text,
  ticks: z.enum(["none", "numbers", "words"]).catch("none"),
  tickTexts: texts,
});

export const DrawnAxes = z.object({
  title: text,
  /** Left, bottom, right, top as shares of the figure. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).catch([0, 0, 1, 1]),
  projection: text,
  framed: z.boolean().catch(true),
  colourBar: z.boolean().catch(false),
  legend: texts,
  texts,
  series: z.array(DrawnSeries).catch([]),
  patches: count,
  images: count,
  /** Of the images, those that have colours of their own. */
  photos: count,
  tables: count,
  x: DrawnAxis,
  y: DrawnAxis,
});
export type DrawnAxes = z.infer<typeof DrawnAxes>;

/** What a model that sees pictures said of one: what it shows, and what is wrong with it. */
export const FigureLook = z.object({
  model: z.string(),
  shows: z.string(),
  problems: z.array(z.object({ what: z.string(), fix: z.string() })),
});
export type FigureLook = z.infer<typeof FigureLook>;

export const DrawnFigure = z.object({
  path: z.string(),
  sha256: z.string(),
  /** Width and height of the picture as it was saved. */
  inches: z.tuple([z.number().positive(), z.number().positive()]),
  title: text,
  x: text,
  y: text,
  legend: texts,
  texts,
  smallestText: z.object({ points: z.number(), text: z.string() }).nullish().catch(undefined),
  axes: z.array(DrawnAxes).catch([]),
  /** The files that had been read when it was saved. */
  data: z.array(z.object({ path: z.string(), sha256: z.string() })).catch([]),
  look: FigureLook.optional().catch(undefined),
});
export type DrawnFigure = z.infer<typeof DrawnFigure>;

const FigureRecord = z.looseObject({ format: z.literal(1), figures: z.array(z.unknown()) });

/** The figures of a record. It comes from an experiment: what does not fit is left out, and a text that is no record has none. */
export function figuresInRecord(record: string | undefined): DrawnFigure[] {
  return rawFigures(record).flatMap((one) => DrawnFigure.safeParse(one).data ?? []);
}

/** The record with what was seen in its pictures; anything else in it stays as it is. */
export function withLooks(record: string, looks: ReadonlyMap<string, FigureLook>): string {
  const figures = rawFigures(record).map((one) => {
    const known = DrawnFigure.safeParse(one).data;
    const look = known && looks.get(known.path);
    return look ? { ...(one as object), look } : one;
  });
  return JSON.stringify({ ...(JSON.parse(record) as object), figures }, null, 1);
}

/** Characters. A longer record is none of ours. */
const LONGEST = 8_000_000;

function rawFigures(record: string | undefined): readonly unknown[] {
  if (record === undefined || record.length > LONGEST) return [];
  try {
    return FigureRecord.safeParse(JSON.parse(record)).data?.figures ?? [];
  } catch {
    return [];
  }
}
