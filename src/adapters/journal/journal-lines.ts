import { RunEvent } from "../../research/run-event";

/** A journal that this version cannot read. The message names the line. */
export class JournalUnreadable extends Error {
  override readonly name = "JournalUnreadable";
}

export type JournalText = {
  readonly events: RunEvent[];
  /** Bytes up to the end of the last whole line. What follows was torn off while it was being written. */
  readonly wholeBytes: number;
};

/**
 * The events in `bytes`, one a line. What follows the last line break, and a last line that is no JSON, was being written when
 * the power went and is left out. `firstLine` is the number of the first line, for messages.
 */
export function readLines(bytes: Buffer, file: string, firstLine = 1): JournalText {
  const events: RunEvent[] = [];
  let wholeBytes = 0;
  for (let start = 0; ; ) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) return { events, wholeBytes };
    const json = parsed(bytes.toString("utf8", start, end));
    const isLast = end === bytes.length - 1;
    if (json === undefined && isLast) return { events, wholeBytes };
    events.push(eventIn(json, `${file}, line ${firstLine + events.length}`, firstLine + events.length === 1));
    start = end + 1;
    wholeBytes = start;
  }
}

/** One event as a line. What is not JSON (`undefined`, NaN) is lost here and not only when the line is read again. */
export function asLine(event: RunEvent): string {
  return `${JSON.stringify(event)}\n`;
}

function eventIn(json: unknown, place: string, first: boolean): RunEvent {
  if (json === undefined) throw new JournalUnreadable(`The journal is damaged: ${place} is not JSON.`);
  const event = RunEvent.safeParse(json);
  if (!event.success)
    throw new JournalUnreadable(
      `The journal was written by another version, or changed by hand: ${place} is no event we know.`,
      {
        cause: event.error,
      },
    );
  if (first && event.data.type !== "opened")
    throw new JournalUnreadable(`The journal does not begin with its version: ${place}.`);
  return event.data;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
