import type { QueryOf } from "../../research/claim-reading";
import { type Evidence, nameOf, type RunEvidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { isSame, plain } from "../rules/settings";
import { hasSetting, numbersMeant, numbersNamed, otherProgramsWith, settingNamed, textsNamed } from "./code-names";
import { inNotes } from "./in-notes";
import { isBeyond, type Judgement, UNMEASURED } from "./judgement";
import { notedOf } from "./noted-settings";
import { UnknownName } from "./quantities";
import { judgeSettingsCompared } from "./settings-compared";
import { namesInSum, resultsOf, type SmallSum, smallSumIn } from "./small-sums";
import { ofEach, runsMeant } from "./whose";

type Query = QueryOf<"setting">;

/** A name that has many values in the code says nothing of the one that is meant. */
const MOST = 4;

/**
 * Whether the code, or else the notes, give a setting, or small arithmetic over settings, the value that is printed. Of a run whose
 * own program is not known, another program can say that it is so, and its notes alone that it is not.
 */
export function judgeSetting(evidence: Evidence, query: Query, printed: PrintedNumber | undefined): Judgement {
  const runs = runsMeant(evidence, query, ({ code }) => code !== undefined);
  const sum = settingIn(evidence, query.name);
  if (query.than !== undefined) return judgeSettingsCompared(evidence, query, sum, printed, runs);
  return ofEach(runs, (run) => ofRun(evidence, query, sum, run, printed));
}

/** What is asked for: a name, or small arithmetic over names. Undefined where only notes may have it, by its words. */
export function settingIn(evidence: Evidence, text: string): SmallSum | undefined {
  const whole = settingNamed(evidence, text);
  if (whole !== undefined) return { type: "name", name: whole };
  const sum = smallSumIn(text);
  const isNoted = evidence.runs.some(({ noted }) => notedOf(noted, text, []) !== undefined);
  if (isNoted && sum?.type !== "sum") return undefined;
  if (!sum || namesInSum(sum).length === 0) throw new UnknownName(`setting ${text}`);
  return withKnownNames(evidence, sum);
}

function withKnownNames(evidence: Evidence, sum: SmallSum): SmallSum {
  if (sum.type === "number") return sum;
  if (sum.type === "sum")
    return { ...sum, left: withKnownNames(evidence, sum.left), right: withKnownNames(evidence, sum.right) };
  const name = settingNamed(evidence, sum.name);
  if (name === undefined) throw new UnknownName(`setting ${sum.name}`);
  return { ...sum, name };
}

function ofRun(
  evidence: Evidence,
  query: Query,
  sum: SmallSum | undefined,
  run: RunEvidence | undefined,
  printed: PrintedNumber | undefined,
): Judgement {
  const byCode = sum ? ofCode(evidence, query, sum, run, printed) : UNMEASURED;
  if (!printed || sum?.type === "sum") return byCode;
  const { says, ...told } = inNotes(evidence, query.name, run, (value) => fits(query, printed, value));
  const own = run === undefined ? evidence.code : run.code;
  const isOwn = own !== undefined && sum?.type === "name" && hasSetting(own, sum.name);
  if (says === "it" && (!isOwn || byCode.type === "fails")) return { type: "holds", ...told };
  if (isOwn) return says === "perhaps" && run && byCode.type === "fails" ? UNMEASURED : byCode;
  return says === "another" ? { type: "fails", kind: "contradicted", ...told } : byCode;
}

function ofCode(
  evidence: Evidence,
  query: Query,
  sum: SmallSum,
  run: RunEvidence | undefined,
  printed: PrintedNumber | undefined,
): Judgement {
  const names = namesInSum(sum);
  const lacking = run?.code && names.find((one) => !hasSetting(run.code!, one));
  if (run && lacking) return lackedBy(evidence, run, lacking);
  const judged = printed
    ? ofNumber(evidence, run, sum, query, printed)
    : ofText(evidence, run, names, query.text ?? "");
  if (judged === undefined) return UNMEASURED;
  const { holds, values, correction } = judged;
  if (!holds && (!isSure(evidence, run, names) || values.length > MOST)) return UNMEASURED;
  const named = (value: string) => (run ? value : withRuns(evidence, sum, value));
  const told = { evidence: `the code has ${query.name.trim()} = ${values.slice(0, MOST).map(named).join(" or ")}` };
  if (holds) return { type: "holds", loosely: values.length > 1, ...told };
  return { type: "fails", kind: "contradicted", ...told, ...(correction !== undefined && { correction }) };
}

/** The baseline's program is among those that belong to no run, but where what is asked for was changed later and nothing is kept of that. */
function isSure({ runs, datasets }: Evidence, run: RunEvidence | undefined, names: readonly string[]): boolean {
  if (run === undefined || run.code !== undefined) return true;
  const others = runs.filter(({ number }) => number !== 0);
  const isVaried = (name: string) => others.some(({ noted }) => notedOf(noted, name, datasets) !== undefined);
  return run.number === 0 && (others.some(({ code }) => code !== undefined) || !names.some(isVaried));
}

/** The run's own program has no such setting, and another's that is much like it has. */
function lackedBy(evidence: Evidence, run: RunEvidence, name: string): Judgement {
  // `WINDOW = float("inf")` is there, and no number.
  if (run.code?.words.has(name.split(".").at(-1)!)) return UNMEASURED;
  const others = otherProgramsWith(evidence, run, (code) => hasSetting(code, name));
  if (others.length === 0) return UNMEASURED;
  const evidenceText = `the program of ${nameOf(run)} has no ${name}; that of ${others.map(nameOf).join(", ")} has`;
  return { type: "fails", kind: "not-found", evidence: evidenceText };
}

type Told = { readonly holds: boolean; readonly values: readonly string[]; readonly correction?: string };

function ofNumber(
  evidence: Evidence,
  run: RunEvidence | undefined,
  sum: SmallSum,
  query: Query,
  printed: PrintedNumber,
): Told | undefined {
  const code = run?.code ?? evidence.code;
  const values = resultsOf(sum, (name) => numbersMeant(evidence, code, name));
  if (values.length === 0) return undefined;
  const holds = values.some((value) => fits(query, printed, value)) || (sum.type === "name" && inKilo(values, printed));
  const [only, ...others] = values;
  const replaceable = /^\d+$/.test(printed.text) && !printed.percent && others.length === 0 && Number.isInteger(only);
  return { holds, values: values.map(plain), ...(replaceable && { correction: plain(only!) }) };
}

function fits({ bound }: Query, printed: PrintedNumber, value: number): boolean {
  if (bound === "least" || bound === "most") return isBeyond(bound, value, printed);
  return isSame(printed, value) || isSame({ ...printed, percent: false }, value);
}

function ofText(
  evidence: Evidence,
  run: RunEvidence | undefined,
  names: readonly string[],
  text: string,
): Told | undefined {
  const values = names.flatMap((name) => textsNamed(run?.code ?? evidence.code, name));
  const said = bare(text);
  if (said === "" || values.length === 0) return undefined;
  // It stands in words that say more than it.
  return { holds: values.some((one) => bare(one).includes(said) || said.includes(bare(one))), values };
}

/** A value with the runs whose own programs come to it, where others come to another. */
function withRuns({ runs }: Evidence, sum: SmallSum, value: string): string {
  const known = runs.flatMap((run) => (run.code ? [{ run, code: run.code }] : []));
  const having = known.filter(({ code }) => {
    const numbers = resultsOf(sum, (name) => numbersNamed(code, name)).map(plain);
    return [...numbers, ...namesInSum(sum).flatMap((name) => textsNamed(code, name))].includes(value);
  });
  const whose = having.length < known.length ? having.map(({ run }) => nameOf(run)) : [];
  return whose.length === 0 ? value : `${value} (${whose.join(", ")})`;
}

/** 60 for 60,000 steps written as “60k”, or a thousandth. */
function inKilo(values: readonly number[], printed: PrintedNumber): boolean {
  return values.some((value) => [1000, 1e6, 0.001].some((scale) => isSame(printed, value * scale)));
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, "");
}
