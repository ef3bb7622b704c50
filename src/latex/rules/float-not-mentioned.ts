import { once } from "../../claims/memory";
import { type KeyUse, keysGivenIn } from "../citations";
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
    if (!whole || parts.every((part) => floatsOf(part).length === 0)) return [];
    const used = new Set(parts.flatMap(keysGivenIn));
    const counted = once(() => parts.some(({ prose, body }) => COUNTED.test(prose.slice(body.start))));
    return parts.flatMap((source) => {
      const appendix = source.commands.get("appendix")?.[0]?.start ?? source.text.length;
      return outerFloats(source)
        .filter(({ captions, keys }) => captions.length > 0 && !keys.some(({ key }) => isUsed(key, used)))
        .filter(({ keys, environment }) => keys.length > 0 || !(counted() || holdsLabel(source, environment)))
        .map((float) => findingOf(source, float, float.environment.start > appendix));
    });
  },
};

/** A command of the author's own may put `fig:` before what it is given. */
function isUsed(key: string, used: ReadonlySet<string>): boolean {
  return used.has(key) || used.has(key.replace(/^\w+:/, "")) || /[#\\]/.test(key);
}

/** A float with the labels of those inside it, which stand for it too. */
type OuterFloat = Float & { readonly keys: KeyUse[] };

function outerFloats(source: PaperPart): OuterFloat[] {
  const outer: OuterFloat[] = [];
  for (const float of floatsOf(source)) {
    if (float.inner) outer.at(-1)?.keys.push(...float.labels);
    else outer.push({ ...float, keys: [...float.labels] });
  }
  return outer;
}

function findingOf(
  source: PaperPart,
  { kind, keys: [label], captions: [caption] }: OuterFloat,
  appendix: boolean,
): Finding {
  const { start, end } = label ?? { start: caption!.start, end: caption!.start + `\\${caption!.name}`.length };
  const message = label
    ? `The text never mentions this ${kind} (“${label.key}”). Refer to it, or take it out.`
    : `This ${kind} has no label, so the text cannot refer to it.`;
  return { source, start, end, message, severity: appendix ? "info" : "warning" };
}

/** A label in an argument or made by another command. */
function holdsLabel({ live }: PaperPart, { bodyStart, bodyEnd }: Float["environment"]): boolean {
  return /\\[a-zA-Z]*label/i.test(live.slice(bodyStart, bodyEnd));
}
