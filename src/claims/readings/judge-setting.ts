import type { CodeFacts } from "../../python/code-facts";
import type { QueryOf } from "../../research/claim-reading";
import { type Evidence, nameOf, type RunEvidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { isSame, plain } from "../rules/settings";
import { hasSetting, numbersNamed, otherProgramsWith, settingNamed, textsNamed } from "./code-names";
import { isBeyond, type Judgement, UNMEASURED } from "./judgement";
import { runsNamed, UnknownName } from "./quantities";
import { namesInSum, resultsOf, type SmallSum, smallSumIn } from "./small-sums";

type Query = QueryOf<"setting">;

/** A name that has many values in the code says nothing of the one that is meant. */
const MOST = 4;

/**
 * Whether the code gives a setting, or small arithmetic over settings, the value that is printed. Of a run whose own program is not
 * known, another program can say that it is so, and not that it is not.
 */
export function judgeSetting(evidence: Evidence, query: Query, printed: PrintedNumber | undefined): Judgement {
  const { name, text } = query;
  const run = query.run === undefined ? undefined : runsNamed(evidence, [query.run])![0]!;
  const sum = settingIn(evidence, name);
  const names = namesInSum(sum);
  const lacking = run?.code && names.find((one) => !hasSetting(run.code!, one));
  if (run && lacking) return lackedBy(evidence, run, lacking);
  const code = run?.code ?? evidence.code;
  const sure = run === undefined || run.code !== undefined;
  const judged = printed ? ofNumber(code, sum, query, printed) : ofText(code, names, text ?? "");
  if (judged === undefined) return UNMEASURED;
  const { holds, values, correction } = judged;
  if (!holds && (!sure || values.length > MOST)) return UNMEASURED;
  const named = (value: string) => (run ? value : withRuns(evidence, sum, value));
  const told = { evidence: `the code has ${name.trim()} = ${values.slice(0, MOST).map(named).join(" or ")}` };
  if (holds) return { type: "holds", ...told };
  return { type: "fails", kind: "contradicted", ...told, ...(correction !== undefined && { correction }) };
}

/** What is asked for: a name, or small arithmetic over names. */
function settingIn(evidence: Evidence, text: string): SmallSum {
  const whole = settingNamed(evidence, text);
  if (whole !== undefined) return { type: "name", name: whole };
  const sum = smallSumIn(text);
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

/** The run's own program has no such setting, and another's that is much like it has. */
function lackedBy(evidence: Evidence, run: RunEvidence, name: string): Judgement {
  const others = otherProgramsWith(evidence, run, (code) => hasSetting(code, name));
  if (others.length === 0) return UNMEASURED;
  const evidenceText = `the program of ${nameOf(run)} has no ${name}; that of ${others.map(nameOf).join(", ")} has`;
  return { type: "fails", kind: "not-found", evidence: evidenceText };
}

type Told = { readonly holds: boolean; readonly values: readonly string[]; readonly correction?: string };

function ofNumber(code: CodeFacts, sum: SmallSum, { bound }: Query, printed: PrintedNumber): Told | undefined {
  const values = resultsOf(sum, (name) => numbersNamed(code, name));
  if (values.length === 0) return undefined;
  const fits = (value: number) =>
    bound === "least" || bound === "most"
      ? isBeyond(bound, value, printed)
      : isSame(printed, value) || isSame({ ...printed, percent: false }, value);
  const holds = values.some(fits) || (sum.type === "name" && inKilo(values, printed));
  const [only, ...others] = values;
  const replaceable = /^\d+$/.test(printed.text) && !printed.percent && others.length === 0 && Number.isInteger(only);
  return { holds, values: values.map(plain), ...(replaceable && { correction: plain(only!) }) };
}

function ofText(code: CodeFacts, names: readonly string[], text: string): Told | undefined {
  const values = names.flatMap((name) => textsNamed(code, name));
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
