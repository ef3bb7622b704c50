import type { ClaimQuery } from "../../research/claim-reading";
import type { Evidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import type { Verdict } from "../verdict";
import { judgeChange } from "./judge-change";
import { judgeComparison } from "./judge-comparison";
import { judgeCount } from "./judge-count";
import { judgeFact } from "./judge-fact";
import { judgeFeature } from "./judge-feature";
import { judgeGoal } from "./judge-goal";
import { judgeOrder } from "./judge-order";
import { judgeRange } from "./judge-range";
import { judgeRank } from "./judge-rank";
import { judgeReach } from "./judge-reach";
import { judgeSetting } from "./judge-setting";
import { judgeShare } from "./judge-share";
import { judgeUnknown } from "./judge-unknown";
import { judgeValue } from "./judge-value";
import type { Judgement } from "./judgement";
import { numberWithin } from "./printed";

/** A query held against the data. `at` is where its number stands, else what was quoted. */
export type Judged = {
  readonly judgement: Judgement;
  readonly about: Verdict["about"];
  readonly at: Stretch;
  /** The number as it is printed. */
  readonly number: string;
};
type Stretch = { readonly start: number; readonly end: number };

/**
 * What the data say of one reading of a text. Undefined where the text does not have what was read in it, so that it is none; throws
 * `UnknownName` where the results do not have it.
 */
export function judgeReading(evidence: Evidence, query: ClaimQuery, text: string, quote: Stretch): Judged | undefined {
  const inQuote = { at: quote, number: "" };
  if ("runs" in query && query.runs === "none") return ofUnknown(evidence, "run", query, text, quote);
  if (query.kind === "value" && query.metric === "none") return ofUnknown(evidence, "metric", query, text, quote);
  switch (query.kind) {
    case "none":
      return undefined;
    case "comparison":
      return { ...inQuote, about: "comparison", judgement: judgeComparison(evidence, query) };
    case "rank":
      return { ...inQuote, about: "comparison", judgement: judgeRank(evidence, query) };
    case "order":
      return { ...inQuote, about: "comparison", judgement: judgeOrder(evidence, query) };
    case "range": {
      const [low, high] = [query.low, query.high].map((number) =>
        numberWithin(text, quote, { number, bound: "exact" }),
      );
      if (!low || !high) return undefined;
      return { ...inQuote, about: "number", judgement: judgeRange(evidence, query, { low, high }) };
    }
    case "goal":
      return { ...inQuote, about: "comparison", judgement: judgeGoal(evidence, query) };
    case "reach": {
      const printed = numberWithin(text, quote, { ...query, number: query.number ?? "" });
      if (query.number !== undefined && !printed) return undefined;
      return { ...inQuote, about: "comparison", judgement: judgeReach(evidence, query, printed) };
    }
    case "feature":
      return { ...inQuote, about: "fact", judgement: judgeFeature(evidence, query) };
    case "setting":
    case "fact": {
      const printed = query.number === undefined ? undefined : inThousands(text, numberWithin(text, quote, query));
      const words = query.text !== undefined && text.toLowerCase().includes(query.text.toLowerCase());
      const compared = query.than !== undefined && query.way !== undefined;
      if (printed === undefined && !words && !(compared && query.number === undefined)) return undefined;
      const judgement =
        query.kind === "setting" ? judgeSetting(evidence, query, printed) : judgeFact(evidence, query, printed);
      return { at: printed ?? quote, number: printed?.text ?? "", about: "fact", judgement };
    }
    default: {
      const printed = numberWithin(text, quote, query);
      return printed && { at: printed, number: shownNumber(printed), ...ofNumber(evidence, query, printed) };
    }
  }
}

function ofNumber(
  evidence: Evidence,
  query: Extract<ClaimQuery, { kind: "value" | "change" | "share" | "count" }>,
  printed: PrintedNumber,
): Pick<Judged, "about" | "judgement"> {
  switch (query.kind) {
    case "value":
      return { about: "number", judgement: judgeValue(evidence, query, printed) };
    case "change":
      return { about: "number", judgement: judgeChange(evidence, query, printed) };
    case "share":
      return { about: "number", judgement: judgeShare(evidence, query, printed) };
    case "count":
      return { about: "fact", judgement: judgeCount(evidence, query, printed) };
  }
}

/** What is said of something that is not among the results is told where it is said. */
function ofUnknown(
  evidence: Evidence,
  unknown: "run" | "metric",
  query: ClaimQuery,
  text: string,
  quote: Stretch,
): Judged | undefined {
  const printed =
    query.kind === "range"
      ? numberWithin(text, quote, { number: query.high, bound: "exact" })
      : "bound" in query
        ? numberWithin(text, quote, query.kind === "reach" ? { ...query, number: query.number ?? "" } : query)
        : undefined;
  if (!printed && (query.kind === "range" || ("bound" in query && query.kind !== "reach"))) return undefined;
  const judgement = judgeUnknown(evidence, unknown, printed, printed ? text.slice(printed.end) : "");
  return {
    at: printed ?? quote,
    number: printed ? shownNumber(printed) : "",
    about: printed ? "number" : "comparison",
    judgement,
  };
}

/** “10.7 million parameters” */
function inThousands(text: string, printed: PrintedNumber | undefined): PrintedNumber | undefined {
  const word = printed && /^\s*(thousand|million|billion)\b/.exec(text.slice(printed.end))?.[1];
  const scale = { thousand: 1e3, million: 1e6, billion: 1e9 }[word ?? ""];
  return printed && scale ? { ...printed, value: scale * printed.value, unit: scale * printed.unit } : printed;
}

/** Of a number in words it is said as well what they were taken for. */
function shownNumber({ text, percent, value }: PrintedNumber): string {
  if (!/\d/.test(text)) return `${text} (${Number(value.toPrecision(3))})`;
  return percent ? `${text} %` : text;
}
