import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { sentenceOf } from "../../../engine/step";
import type { KnownIdea } from "../../../research/campaign";
import { type IdeaStand, nothingDone, standAfter } from "../../../research/idea-stand";
import { overallOf, Review, scaleOf } from "../../../research/review";
import type { RunEvent } from "../../../research/run-event";
import { readLines } from "../../journal/journal-lines";
import { bytesOf, journalFile } from "../../journal/read-journal";

/**
 * How ideas and campaigns stand by their journals. What was read of a journal is not read again, so that many ideas can be looked
 * at often; what is remembered of each is little.
 */
export class IdeaStands {
  readonly #stands = new Map<string, Read<IdeaStand>>();
  readonly #events = new Map<string, Read<readonly RunEvent[]>>();
  readonly #scores = new Map<string, { readonly key: string; readonly scored: Scored }>();

  /** The idea whose journal is in `folder`. A journal that cannot be read is an idea that failed, with the reason. */
  async standIn(folder: string): Promise<IdeaStand> {
    try {
      return await readOn(this.#stands, folder, nothingDone, (stand, events) => events.reduce(standAfter, stand));
    } catch (error) {
      return { ...nothingDone, lastAt: "unreadable", ending: { how: "failed", reason: sentenceOf(error) } };
    }
  }

  /** The whole history of a campaign's own journal. */
  eventsIn(folder: string): Promise<readonly RunEvent[]> {
    return readOn<readonly RunEvent[]>(this.#events, folder, [], (known, events) => [...known, ...events]);
  }

  /** The overall scores of the reviews in an idea's folder, in the order of their rounds: those by the form of the last one. */
  async scoresIn(folder: string): Promise<Scored> {
    const names = (await readdir(folder).catch(() => [])).filter((name) => /^review(-\d+)?\.json$/.test(name));
    const files = names.sort((a, b) => roundOf(a) - roundOf(b)).map((name) => join(folder, name));
    const times = await Promise.all(
      files.map((file) =>
        stat(file).then(
          ({ mtimeMs }) => `${file} ${mtimeMs}`,
          () => "",
        ),
      ),
    );
    const key = times.join("\n");
    const known = this.#scores.get(folder);
    if (known?.key === key) return known.scored;
    const scored = ofLastForm((await Promise.all(files.map(reviewIn))).filter((review) => review !== undefined));
    this.#scores.set(folder, { key, scored });
    return scored;
  }
}

type Scored = Pick<KnownIdea, "scores" | "scale">;

type Read<Value> = { readonly bytes: number; readonly lines: number; readonly value: Value };

/** Takes in what a journal grew by; one that became shorter is another journal and is read from its beginning. */
async function readOn<Value>(
  known: Map<string, Read<Value>>,
  folder: string,
  nothing: Value,
  after: (value: Value, events: readonly RunEvent[]) => Value,
): Promise<Value> {
  const file = journalFile(folder);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  const before = known.get(folder);
  const from = before && before.bytes <= size ? before : { bytes: 0, lines: 0, value: nothing };
  if (from.bytes === size) return from.value;
  const { events, wholeBytes } = readLines(await bytesOf(file, from.bytes, size), file, from.lines + 1);
  const read = {
    bytes: from.bytes + wholeBytes,
    lines: from.lines + events.length,
    value: events.length === 0 ? from.value : after(from.value, events),
  };
  known.set(folder, read);
  return read.value;
}

function roundOf(name: string): number {
  return Number(/-(\d+)\.json$/.exec(name)?.[1] ?? 1);
}

function ofLastForm(reviews: readonly Review[]): Scored {
  const last = reviews.at(-1);
  const scale = last ? scaleOf(last) : "";
  return { scale, scores: reviews.filter((review) => scaleOf(review) === scale).map(overallOf) };
}

/** As far as it is one: a file that somebody changed counts for nothing. */
async function reviewIn(file: string): Promise<Review | undefined> {
  try {
    return Review.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return undefined;
  }
}
