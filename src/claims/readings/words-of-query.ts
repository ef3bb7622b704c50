import type { ClaimQuery, Quantity, ReadRuns, ReadSets } from "../../research/claim-reading";
import type { Evidence } from "../evidence";

/** What a statement was read as, in words that do not depend on the data: a researcher sees by them whether it was read rightly. */
export function wordsOfQuery(evidence: Evidence, query: ClaimQuery, number = ""): string {
  const bound = "bound" in query && query.bound !== "exact" ? `${BOUNDS[query.bound]} ` : "";
  const size = `${bound}${number}`;
  switch (query.kind) {
    case "value":
      return `${query.as === "plain" ? "" : `${AS[query.as]} `}${whatOf(query)} ${placeOf(query)} of ${runsOf(evidence, query.runs, query.ofRuns)} = ${size}`;
    case "change":
      return `change of ${whatOf(query)} ${fromTo(evidence, query)} ${placeOf(query)}, ${size}${query.way ? ` ${query.way}` : ""}${query.how === "percent" ? "" : ` (${query.how})`}`;
    case "comparison":
      return `${whatOf(query)} of ${runsOf(evidence, query.runs, query.ofRuns)} ${significance(query.significant)}${query.size ? SIZES[query.size] : ""}${query.way}${THAN[query.way] ?? " than"} ${itselfOf(query) ?? againstOf(evidence, query.than, query.ofThan)} ${placeOf(query)}${query.ofSeeds === undefined ? "" : ` in ${amount(query.ofSeeds)} of the seeds`}${query.only === "runs" ? " and no other run" : query.only ? " only" : ""}`;
    case "rank":
      return `${runsOf(evidence, query.runs, query.ofRuns)} with the ${[query.place].flat().map(ordinal).join("or ")}${query.way}${query.than === undefined ? "" : " gain in"} ${whatOf(query)} ${query.of === "sets" ? `among the data sets ${placeOf(query)}` : `${placeOf(query)}${query.only ? " only" : ""} among ${runsOf(evidence, query.among ?? "all", "all")}`}`;
    case "order":
      if (query.way === "same")
        return `the same order of ${runsOf(evidence, query.runs ?? "all", "all")} in ${whatOf(query)}${query.thanMetric === undefined ? "" : ` and ${query.thanMetric}`} ${placeOf(query)}`;
      return `${whatOf(query)} ${query.way} over ${runsOf(evidence, query.runs ?? "all", "all")} ${placeOf(query)}`;
    case "range":
      if (query.setting !== undefined) return `values of ${query.setting} from ${query.low} to ${query.high}`;
      return `${query.whole ? `share of the change ${pair(evidence, query.whole)} in the ` : ""}${query.than === undefined && !query.whole ? "" : "change of "}${query.as === "interval" ? "interval of " : ""}${whatOf(query)} of ${runsOf(evidence, query.runs ?? "all", "all")} ${placeOf(query)} from ${query.low} to ${query.high}${query.way ? ` ${query.way}` : ""}`;
    case "share":
      return `share of the change ${pair(evidence, query)} in the change ${pair(evidence, query.whole)} of ${whatOf(query)} ${placeOf(query)} = ${size}`;
    case "count":
      return `number of ${countedOf(evidence, query)} = ${size}`;
    case "reach":
      return `${runsOf(evidence, query.runs, query.ofRuns)} ${query.reached ? "" : "not "}there by ${whatOf(query)}${number ? ` within ${number}` : ""}${query.ofSeeds === undefined ? "" : ` in ${amount(query.ofSeeds)} of the seeds`} ${placeOf({ ...query, take: "each" })}`;
    case "goal":
      return `${query.way} is better in ${whatOf(query)}`;
    case "setting":
      return `setting ${query.name}${whose(evidence, query, "of")}${saidOf(evidence, query, size)}`;
    case "fact":
      return `${query.of === "version" ? `version of ${query.name}` : query.of}${whose(evidence, query, "of")}${query.on === undefined ? "" : ` on ${query.on === "all" ? "all data sets" : query.on.join(", ")}`}${saidOf(evidence, query, size)}`;
    case "feature":
      return `${query.used ? "" : "no "}use of ${query.names.join(" or ")}${whose(evidence, query, "in")}`;
    case "none":
      return "nothing that can be checked";
  }
}

type Whose = { readonly run?: ReadRuns | undefined; readonly runs?: ReadRuns | undefined };

function whose(evidence: Evidence, { run, runs = run }: Whose, joint: "of" | "in"): string {
  return runs === undefined ? "" : ` ${joint} ${runsOf(evidence, runs, "all")}`;
}

/** What is said of a setting or a fact: a number, a text, or how it is to that of another run. */
function saidOf(evidence: Evidence, query: Extract<ClaimQuery, { kind: "setting" | "fact" }>, size: string): string {
  const { than, way, how, text = "" } = query;
  if (than === undefined) return ` = ${size || text}`;
  return `, ${[size, size && `(${how})`, way].filter(Boolean).join(" ")} against ${runsOf(evidence, than, "all")}`;
}

const BOUNDS = { exact: "", about: "about", least: "at least", most: "at most", "up to": "up to" };
const SIZES = { small: "slightly ", clear: "clearly ", large: "far " };
const THAN: Readonly<Record<string, string>> = { equal: " to", different: " from" };
const AS = {
  plain: "",
  perplexity: "perplexity of",
  complement: "one minus",
  spread: "uncertainty of",
  median: "median over seeds of",
  "best seed": "best seed of",
  "worst seed": "worst seed of",
  seed: "one seed of",
};

export function runName({ runs }: Evidence, number: number): string {
  const name = runs.find((run) => run.number === number)?.names.at(-1);
  return name === undefined ? `Run ${number}` : `Run ${number} (“${name}”)`;
}

function runsOf(evidence: Evidence, runs: ReadRuns | undefined, quantity: Quantity): string {
  if (runs === undefined) return "any run";
  if (runs === "none") return "a run that is not among these";
  if (runs === "all") return quantity === "all" ? "all runs" : `${amount(quantity)} of all runs`;
  const names = runs.map((run) => runName(evidence, run)).join(", ");
  return quantity === "all" ? names : `${amount(quantity)} of ${names}`;
}

function againstOf(evidence: Evidence, than: ReadRuns | undefined, quantity: Quantity): string {
  if (than === "all") return `${quantity === "all" ? "all" : amount(quantity)} others`;
  return runsOf(evidence, than ?? [0], quantity);
}

type Across = { thanOn?: ReadSets | undefined; thanMetric?: string | undefined };

/** What a run is compared with where that is itself. */
function itselfOf({ thanOn, thanMetric }: Across): string | undefined {
  if (thanMetric !== undefined) return thanMetric;
  if (thanOn === undefined) return undefined;
  return `on ${thanOn === "all" ? "all other data sets" : thanOn.join(", ")}`;
}

function fromTo(
  evidence: Evidence,
  query: Across & { runs?: ReadRuns | undefined; ofRuns: Quantity; than?: ReadRuns | undefined },
): string {
  const { runs, ofRuns, than } = query;
  const itself = itselfOf(query);
  if (itself !== undefined) return `of ${runsOf(evidence, runs, ofRuns)} from ${itself}`;
  return `from ${againstOf(evidence, than, "all")} to ${runsOf(evidence, runs, ofRuns)}`;
}

function countedOf(evidence: Evidence, { of, runs, on, name }: Extract<ClaimQuery, { kind: "count" }>): string {
  const what = { datasets: "data sets", values: `values of ${name}`, seeds: "seeds", runs: "runs" }[of];
  const whose = runs === undefined ? "" : ` of ${runsOf(evidence, runs, "all")}`;
  return `${what}${whose}${on === undefined ? "" : ` on ${on === "all" ? "all data sets" : on.join(", ")}`}`;
}

function pair(evidence: Evidence, { run, than }: { run: number; than: number }): string {
  return `from ${runName(evidence, than)} to ${runName(evidence, run)}`;
}

function whatOf({ metric }: { metric?: string | undefined }): string {
  return metric === "none" ? "something that is not among the metrics" : (metric ?? "any metric");
}

function placeOf({ on, take, ofSets }: { on?: ReadSets | undefined; take: string; ofSets?: Quantity }): string {
  const sets = on === undefined ? "any data set" : on === "all" ? "all data sets" : on.join(", ");
  if (take !== "each") return `as the ${take} over ${on === undefined ? "all data sets" : sets}`;
  return ofSets === undefined || ofSets === "all" ? `on ${sets}` : `on ${amount(ofSets)} of ${sets}`;
}

function amount(quantity: Quantity): string {
  if (typeof quantity === "number") return `exactly ${quantity}`;
  return quantity.startsWith(">=") ? `at least ${quantity.slice(2)}` : quantity;
}

function significance(significant: boolean | undefined): string {
  return significant === undefined ? "" : significant ? "significantly " : "not significantly ";
}

function ordinal(place: number): string {
  return place === 1 ? "" : `${["", "", "second ", "third "][place] ?? `${place}th `}`;
}
