import { clauseStart, endOf, listAround } from "./binding";
import { COUNT_WORD } from "./counts";
import { PARAMETERS, type ParameterKind } from "./parameter-words";
import type { PrintedNumber } from "./printed-number";
import { endOfSchedule } from "./schedule-ends";
import type { Sentence } from "./sentence";
import { isInterval, isWhichLayer } from "./which-numbers";

type Place = { readonly parameter: ParameterKind; readonly start: number; readonly end: number };

/** The settings that numbers of a sentence give, by number: “batch size of 256”, “4 attention heads”. */
export function parametersIn(sentence: Sentence): Map<PrintedNumber, ParameterKind> {
  const found = new Map<PrintedNumber, ParameterKind>();
  if (sentence.numbers.length === 0) return found;
  const named = PARAMETERS.filter(({ anywhere }) => anywhere.test(sentence.text));
  const places = named
    .flatMap((parameter) =>
      [...sentence.text.matchAll(parameter.said)].map(({ index, 0: words }) => ({
        parameter,
        start: index,
        end: index + words.length,
      })),
    )
    .filter(
      (place) =>
        !/\b(?:without|no)\s+(?:any\s+)?$/i.test(sentence.text.slice(0, place.start)) &&
        !sentence.runs.some(({ start, end }) => start < place.end && place.start < end),
    );
  for (const number of sentence.numbers) {
    const which = isWhichLayer(sentence.text, number);
    const fitting = places.filter(
      (place) =>
        !(place.parameter.whole && !Number.isInteger(number.value)) &&
        !(which && place.parameter.name === "layers") &&
        !isTaken(sentence, place, number),
    );
    const parameter =
      endOfSchedule(sentence.text, number) ??
      listed(sentence, number, fitting) ??
      parameterOf(sentence, number, fitting) ??
      (which ? undefined : continued(sentence, number, found));
    if (parameter) found.set(number, parameter);
  }
  return found;
}

/** “Training steps, batch size: 400, 128”: as many names as numbers, the first for the first. */
function listed(
  { text, numbers }: Sentence,
  number: PrintedNumber,
  places: readonly Place[],
): ParameterKind | undefined {
  const list = listAround({ text, numbers } as Sentence, number);
  if (list.length < 2) return undefined;
  const before = inRow(
    places.filter(({ end }) => end <= list[0]!.start),
    text,
  );
  const last = before.at(-1);
  const named = (one: PrintedNumber) =>
    places.some(({ start }) => start >= endOf(one) && /^\s*%?[\s-]*$/.test(text.slice(endOf(one), start)));
  if (
    before.length !== list.length ||
    !last ||
    list.some(named) ||
    !AFTER_NAME.test(text.slice(last.end, list[0]!.start))
  )
    return undefined;
  return before[list.indexOf(number)]!.parameter;
}

/** The last names that nothing but commas and “and” part, without those inside others. */
function inRow(places: readonly Place[], text: string): Place[] {
  const row: Place[] = [];
  const outer = places.filter(
    (one) =>
      !places.some(
        (other) =>
          other !== one &&
          other.start <= one.start &&
          one.end <= other.end &&
          other.end - other.start > one.end - one.start,
      ),
  );
  for (const place of outer.toSorted(
    (one, other) => other.start - one.start || places.indexOf(one) - places.indexOf(other),
  )) {
    const next = row[0];
    if (next && next.start === place.start) continue;
    if (next && !/^\s*(?:,|\/|&|,?\s*and)\s*(?:the\s+)?$/.test(text.slice(place.end, next.start))) break;
    row.unshift(place);
  }
  return row;
}

/** “two hidden layers, 64 and 16 units wide” */
const SPELLED_BEFORE = new RegExp(
  `\\b${COUNT_WORD}\\s+(?:(?!(?:and|at|of|for|in|with|to|on|by|or)\\b)[\\p{L}-]+\\s+)?$`,
  "iu",
);

/** In “2 layers, 128 dimensions” the layers are two; “6 heads per layer (d = 64)” says nothing of how many layers there are. */
function isTaken({ text, numbers }: Sentence, { start, end }: Place, number: PrintedNumber): boolean {
  if (end > number.start) return false;
  if (/\b(?:per|each|every)\s+$/i.test(text.slice(Math.max(0, start - 8), start))) return true;
  if (SPELLED_BEFORE.test(text.slice(Math.max(0, start - 24), start))) return true;
  return numbers.some(
    (other) => other !== number && endOf(other) <= start && /^\s?-?\s?$/.test(text.slice(endOf(other), start)),
  );
}

const AFTER_NAME =
  /^(?:\s*(?:\([^)\d]*\)|["”’']|\b(?:sizes?|rates?|coefficients?|factor|value|strength|parameter|probability|decay|constant|fixed|default|annealing|schedule|steps?|was|is|are|were|of|to|at|as|being|set|equal|equals|with|for|the|an?|both|have|has|gradients?|norms?|spans?|equals|contains?|comprises?|first|initial|starting|from|in|over|during|all|we|use|used|uses)\b|[:=≈~,(∈]|[\p{Script=Greek}]|[A-Za-z]_?[a-z0-9]{0,6}(?=\s*[=:≈])))*\s*$/iu;

/** The name right behind the number, else the one before it with nothing but small words between. */
function parameterOf(sentence: Sentence, number: PrintedNumber, places: readonly Place[]): ParameterKind | undefined {
  if (number.times || /^(?:ms|s|min|h|per second)$/.test(number.measure ?? "")) return undefined;
  const [behind, before] = [nameBehind(sentence, number, places), nameBefore(sentence, number, places)];
  const countsWarmup = /^(?:updates|training steps)$/.test(behind?.name ?? "") && before?.name === "warm-up";
  const ofBatches =
    before?.name === "batch size" &&
    /\b(?:batch(?:es)?|size)(?:\s+of|\s+is|\s*[:=])\s*$/i.test(sentence.text.slice(0, number.start));
  if (behind && !countsWarmup && !ofBatches) return behind;
  return before ?? sharedBehind(sentence, number, places);
}

/** “64 and 16 units”: of whole numbers in a row, what stands behind the last is said of all. */
function sharedBehind(sentence: Sentence, number: PrintedNumber, places: readonly Place[]): ParameterKind | undefined {
  const list = listAround(sentence, number);
  const last = list.at(-1)!;
  const alike = list.every(({ decimal, percent, measure }) => !decimal && !percent && measure === undefined);
  const shared = alike && last !== number ? nameBehind(sentence, last, places) : undefined;
  return shared && /dimension/.test(shared.name) ? shared : undefined;
}

/** “512 hidden”, “200 noisy”, “D = 64 is the” */
const BEFORE_NAME =
  /^(?:\s+(?:is|denotes|being|as)\s+(?:the|our)\s+)?\s*%?[\s-]*(?:hidden|linear|total|max(?:imum)?|noisy|random|labell?ed|unlabell?ed|parallel|fully[- ]connected|stacked|synthetic)?[\s-]*$/;

/** “512 hidden units” */
function nameBehind({ text }: Sentence, number: PrintedNumber, places: readonly Place[]): ParameterKind | undefined {
  const end = endOf(number);
  const behind = longest(places.filter(({ start }) => start >= end && BEFORE_NAME.test(text.slice(end, start))));
  if (behind?.parameter.name === "batch size" && /^batches$/i.test(text.slice(behind.start, behind.end)))
    return undefined;
  if (!behind || isInterval(text, number)) return undefined;
  return number.percent && !isShareOf(behind.parameter) ? undefined : behind.parameter;
}

/** “a batch size of 256” */
function nameBefore(
  { text, clauses }: Sentence,
  number: PrintedNumber,
  places: readonly Place[],
): ParameterKind | undefined {
  const clause = clauseStart({ clauses } as Sentence, number.start);
  const before = longest(
    places.filter(
      (one) =>
        one.end <= number.start &&
        one.start >= clause &&
        number.start - one.end <= 50 &&
        AFTER_NAME.test(text.slice(one.end, number.start)),
    ),
    true,
  );
  return before && (!number.percent || isShareOf(before.parameter)) ? before.parameter : undefined;
}

/** Settings that are shares, so that they may be given in percent. */
function isShareOf({ name }: ParameterKind): boolean {
  return /dropout|warm|fraction|probability/.test(name);
}

/** The nearest, and of those that overlap the longest; the list of kinds breaks ties. */
function longest(places: readonly Place[], last = false): Place | undefined {
  const [nearest] = places.toSorted(
    (one, other) =>
      (last ? other.end - one.end : one.start - other.start) || other.end - other.start - (one.end - one.start),
  );
  return nearest;
}

/** “64 for shakespeare_char and 32 for the others”: the second number is of the first one's kind. */
function continued(
  { text, numbers }: Sentence,
  number: PrintedNumber,
  found: ReadonlyMap<PrintedNumber, ParameterKind>,
): ParameterKind | undefined {
  const previous = numbers[numbers.indexOf(number) - 1];
  const parameter = previous && found.get(previous);
  if (!parameter || (number.percent && !isShareOf(parameter))) return undefined;
  const between = text.slice(endOf(previous), number.start);
  const onlyPlaces =
    /^(?:\s*%?(?:\(?(?:for|on|in)\s+[^,;.\d()]{1,60}|\([^()\d]{1,40}|[^,;.\d()]{0,30}\))?\)?)?\s*(?:,|and|or|,\s*and|to|;)\s*$/i;
  return onlyPlaces.test(between) &&
    /^\s*(?:%?\s*)?(?:for|on|in|did|does|has|otherwise|elsewhere|\(|,|and|or|\.|;|\)|$)/i.test(
      text.slice(endOf(number)),
    )
    ? parameter
    : undefined;
}
