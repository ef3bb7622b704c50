import type { Complaint } from "./complaint";
import { type Habits, type RequestBody, showsPictures } from "./habits";

/** What a refused request teaches about its endpoint. */
export type Lesson = {
  readonly kind: "schema-refused" | "parameter-refused";
  readonly habits: Habits;
  readonly change: string;
};

/**
 * What to do differently after a request was refused; undefined when the refusal is about something else. Each lesson takes
 * something away, so that asking again ends.
 */
export function lessonFrom(complaint: Complaint, body: RequestBody, habits: Habits): Lesson | undefined {
  for (const teach of [
    aboutPictures,
    aboutContext,
    aboutLimit,
    aboutSchema,
    aboutTemperature,
    aboutStreaming,
    aboutSystemRole,
  ]) {
    const lesson = teach(complaint, body, habits);
    if (lesson) return lesson;
  }
  return undefined;
}

type Teacher = (complaint: Complaint, body: RequestBody, habits: Habits) => Lesson | undefined;

const PICTURE = /image|picture|vision|multi-?modal|mmproj|content.{0,40}(?:must be|should be|expected).{0,20}str/i;
const aboutPictures: Teacher = (complaint, body, habits) =>
  showsPictures(body) && about(complaint, PICTURE)
    ? parameter({ ...habits, pictures: false }, "shows no pictures")
    : undefined;

/** A context that would do if the answer were allowed less of it. */
const aboutContext: Teacher = ({ said }, _body, habits) => {
  const contextTokens = numberIn(/(?:maximum|max)[ _](?:context|model)[ _]len(?:gth)?\D{0,20}(\d+)/i, said);
  const input = numberIn(
    /(\d+)[^.\d]{0,12}(?:in the messages|input tokens|tokens from the input|prompt tokens)/i,
    said,
  );
  if (contextTokens === undefined || contextTokens >= habits.contextTokens) return undefined;
  if (input !== undefined && contextTokens - input < SMALLEST_ROOM) return undefined;
  return parameter({ ...habits, contextTokens }, `expects a context of ${contextTokens} tokens`);
};
const SMALLEST_ROOM = 256;

const aboutLimit: Teacher = (complaint, body, habits) => {
  const sent = body.max_tokens ?? body.max_completion_tokens;
  if (sent === undefined || !about(complaint, /max_(?:completion_)?tokens|maximum output|output tokens/i))
    return undefined;
  if (UNKNOWN_FIELD.test(complaint.said))
    return parameter({ ...habits, limitFields: habits.limitFields.slice(1) }, "names the limit differently");
  const allowed = largest(complaint.said, sent) ?? Math.floor(sent / 2);
  if (allowed < SMALLEST_ROOM) return undefined;
  return parameter({ ...habits, maxOutputTokens: allowed }, `asks for at most ${allowed} tokens`);
};

const UNKNOWN_FIELD = /unsupported|not supported|unrecogni[sz]ed|unknown|not permitted|not allowed|instead|extra/i;

const SHAPE = /response_format|json_schema|json_object|json mode|structured output|schema|guided|grammar|word 'json'/i;
const aboutSchema: Teacher = (complaint, body, habits) => {
  if (!body.response_format || !about(complaint, SHAPE)) return undefined;
  const schema = body.response_format.type === "json_schema" ? "json" : "none";
  return {
    kind: "schema-refused",
    habits: { ...habits, schema },
    change: "asks for the answer’s shape in plainer terms",
  };
};

const aboutTemperature: Teacher = (complaint, body, habits) =>
  body.temperature !== undefined && about(complaint, /temperature/i)
    ? parameter({ ...habits, temperature: false }, "leaves out the temperature")
    : undefined;

const aboutStreaming: Teacher = (complaint, body, habits) => {
  if (body.stream_options && about(complaint, /stream_options|include_usage/i))
    return parameter({ ...habits, usageOption: false }, "does not ask for the usage");
  return body.stream && about(complaint, /\bstream(?:ing|ed)?\b/i)
    ? parameter({ ...habits, streaming: false }, "does not stream the answer")
    : undefined;
};

const aboutSystemRole: Teacher = (complaint, body, habits) =>
  body.messages[0]?.role === "system" &&
  about(complaint, /system (?:role|message|prompt)|roles?\b.{0,40}\bsystem|developer instruction|'system'/i)
    ? parameter({ ...habits, systemRole: false }, "puts the instructions into the first message")
    : undefined;

function parameter(habits: Habits, change: string): Lesson {
  return { kind: "parameter-refused", habits, change };
}

function about(complaint: Complaint, subject: RegExp): boolean {
  return subject.test(complaint.parameter) || subject.test(complaint.said);
}

function numberIn(pattern: RegExp, text: string): number | undefined {
  const digits = pattern.exec(text.replace(/(?<=\d),(?=\d{3})/g, ""))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The largest limit below `sent` that a complaint such as “the valid range is [1, 8192]” holds. */
function largest(said: string, sent: number): number | undefined {
  const numbers = [...said.replace(/(?<=\d),(?=\d{3})/g, "").matchAll(/\d+/g)].map((match) => Number(match[0]));
  return numbers.filter((number) => number >= SMALLEST_ROOM && number < sent).sort((one, other) => other - one)[0];
}
