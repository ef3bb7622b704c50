import { keysGivenIn } from "../citations";
import { commandsNamed } from "../document";
import { type Float, floatsOf } from "../floats";
import type { PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";

/** Authors who write the numbers themselves, or point with their finger. */
const COUNTED =
  /\b(?:Figure|Fig\.|Table)[~\s]*\d|\b(?:[Ff]igure|[Tt]able|[Pp]lot) (?:below|above)|\b(?:following|next) (?:figure|table|plot)/;

/** A figure or table that the text never sends its reader to. */
export const floatNotMentioned: Rule = {
  id: "float-not-mentioned",
  severity: "warning",
  check({ parts, whole }) {
    if (!whole) return [];
    const floats = parts.map((source) => ({ source, floats: floatsOf(source) }));
    if (floats.every((one) => one.floats.length === 0)) return [];
    const used = new Set(parts.flatMap(keysGivenIn));
    const counted = parts.some(({ prose, body }) => COUNTED.test(prose.slice(body.start)));
    return floats.flatMap(({ source, floats }) =>
      floats
        .filter((float) => !float.inner && float.captions.length > 0)
        .flatMap((float) => findingOf(source, float, floats, used, counted)),
    );
  },
};

function findingOf(
  source: PaperPart,
  { kind, environment, labels, captions }: Float,
  all: readonly Float[],
  used: ReadonlySet<string>,
  counted: boolean,
): Finding[] {
  const within = all.filter(({ environment: { start } }) => environment.start < start && start < environment.end);
  const keys = [...labels, ...within.flatMap((one) => one.labels)];
  if (keys.some(({ key }) => used.has(key) || /[#\\]/.test(key))) return [];
  if (keys.length === 0 && (counted || holdsLabel(source, environment))) return [];
  const [label] = keys;
  const place = label ?? { start: captions[0]!.start, end: captions[0]!.start + `\\${captions[0]!.name}`.length };
  const message = label
    ? `The text never mentions this ${kind} (“${label.key}”). Refer to it, or take it out.`
    : `This ${kind} has no label, so the text cannot refer to it.`;
  const appendix = commandsNamed(source, /^appendix$/)[0]?.start ?? source.text.length;
  return [
    {
      source,
      start: place.start,
      end: place.end,
      message,
      severity: environment.start > appendix ? "info" : "warning",
    },
  ];
}

/** A label in an argument or made by another command. */
function holdsLabel({ live }: PaperPart, { bodyStart, bodyEnd }: Float["environment"]): boolean {
  return /\\[a-zA-Z]*label/i.test(live.slice(bodyStart, bodyEnd));
}
