import type { CodeFacts } from "../../python/code-facts";
import type { QueryOf } from "../../research/claim-reading";
import { type Evidence, nameOf, type RunEvidence } from "../evidence";
import { isEverywhere, numbersNamed, otherProgramsWith } from "./code-names";
import { isMethodKnown } from "./imported";
import { type Judgement, UNMEASURED } from "./judgement";
import { saidInNotes } from "./noted-features";
import { ofEach, runsMeant } from "./whose";

type Query = QueryOf<"feature">;

/**
 * Whether the code has what the words say that is used, by names that would have to be in it. It is told only where nothing at all
 * speaks of it: the names that a reader thinks of need not be those of the program.
 */
export function judgeFeature(evidence: Evidence, query: Query): Judgement {
  const runs = runsMeant(evidence, query, ({ code }) => code !== undefined);
  return ofEach(runs, (run) => ofRun(evidence, query, run));
}

function ofRun(evidence: Evidence, { names, used }: Query, run: RunEvidence | undefined): Judgement {
  const noted = run && saidInNotes(run.noted, names);
  if (noted && noted.used !== used && (used ? run.code === undefined : true))
    return { type: "fails", kind: "overclaimed", evidence: `the notes on ${nameOf(run)} say “${noted.words}”` };
  const code = run?.code ?? evidence.code;
  const found = names.filter((name) => hasWord(code, name)).slice(0, MOST);
  if (found.length === 0) return used ? notFound(evidence, names, run) : notUsed(evidence, names, run);
  const [off] = names.flatMap((name) => offIn(code, name) ?? []);
  const told = { evidence: `the code has ${off}` };
  if (off !== undefined && (run === undefined || run.code !== undefined))
    return used ? { type: "fails", kind: "overclaimed", ...told } : { type: "holds", ...told };
  if (used) return { type: "holds", evidence: `the code has ${found.join(", ")}` };
  const called = names.filter((name) => isCalled(code, name) && !isEverywhere(lastOf(name)));
  if (called.length === 0 || (run && run.code === undefined)) return UNMEASURED;
  return { type: "fails", kind: "overclaimed", evidence: `the code calls ${called.join(", ")}` };
}

/** Of these zero is the first, and not none. */
const COUNTED_FROM_ZERO = /(?:seed|index|device|rank|start|offset)s?$/i;

/** `dropout = 0.0` and `use_ema = False`: what has a name in the code, and no other value than none. */
function offIn(code: CodeFacts, name: string): string | undefined {
  const wanted = bare(lastOf(name));
  if (COUNTED_FROM_ZERO.test(wanted)) return undefined;
  const isName = (key: string) => {
    const whole = bare(
      key.replace(/[._](?:p|rate|prob|probability|coef|weight|strength)$/, "").replace(/^(?:use|with|enable)_/, ""),
    );
    return whole !== "" && whole === wanted;
  };
  const keys = [...code.named.keys(), ...code.placed.numbers.keys()].filter(isName);
  const values = keys.flatMap((key) => numbersNamed(code, key));
  const switches = [...code.switches].filter(([key]) => isName(key)).flatMap(([, given]) => [...given]);
  if (values.length > 0 && values.every((value) => value === 0)) return `${keys[0]} = 0`;
  return values.length === 0 && switches.length > 0 && !switches.includes("true") ? `${name} = False` : undefined;
}

function notUsed(evidence: Evidence, names: readonly string[], run: RunEvidence | undefined): Judgement {
  const known = run === undefined || run.number === 0 ? isMethodKnown(evidence) : run.code !== undefined;
  return known ? { type: "holds", evidence: `the code has none of ${listed(names)}` } : UNMEASURED;
}

function notFound(evidence: Evidence, names: readonly string[], run: RunEvidence | undefined): Judgement {
  const has = (other: CodeFacts) => names.some((name) => hasWord(other, name));
  const others = run ? otherProgramsWith(evidence, run, has) : [];
  if (run && others.length > 0) {
    const missing = `the program of ${nameOf(run)} has none of ${listed(names)}`;
    return { type: "fails", kind: "not-found", evidence: `${missing}; that of ${others.map(nameOf).join(", ")} has` };
  }
  if (has(evidence.code) || !isMethodKnown(evidence) || isSpokenOf(evidence, names)) return UNMEASURED;
  if (names.some((name) => UNNAMED.test(name))) return UNMEASURED;
  return { type: "fails", kind: "not-found", evidence: `no program has any of ${listed(names)}` };
}

function listed(names: readonly string[]): string {
  return names.slice(0, MOST).join(", ");
}

/** What plain signs do, as `x + f(x)` a residual connection, has a name in some programs only. */
const UNNAMED =
  /linear_?(?:decay|lr|ramp|warm|schedule)|pre_?norm|post_?norm|norm_?first|(?:^|_)tied?(?:_|$)|tying|shar(?:e|ing)|augment|softmax|sigmoid|kaiming|(?:^|_)he_|autoregress|uniform|freez|frozen|shuffl|mini_?batch|full_?batch|resid|skip|shortcut|mse|squared|(?:^|_)l[12](?:_|$)|(?:^|_)mae(?:_|$)|standardi[sz]|normali[sz]e|early_?stop|momentum|average|averaging|interpolat|ensembl|threshold|gating/i;

/** So many names are told. */
const MOST = 6;

/** Names that code writes shorter. */
const SHORTENED: Readonly<Record<string, string>> = { cosine: "cos", sinusoidal: "sin" };

function hasWord(code: CodeFacts, name: string): boolean {
  const wanted = bare(lastOf(name));
  return [wanted, SHORTENED[wanted] ?? ""].some((one) => one !== "" && isIn(code, one));
}

/** Whether it is, or is part of, a name or a text of the code. What is short must be a whole part: `ema` is none of `schema`. */
function isIn({ words }: CodeFacts, wanted: string): boolean {
  const isOf = (word: string) =>
    wanted.length > 4 ? bare(word).includes(wanted) : bare(word) === wanted || word.split(/[^a-z\d]+/).includes(wanted);
  return [...words].some(isOf);
}

function isCalled({ placed }: CodeFacts, name: string): boolean {
  return placed.called.has(lastOf(name).toLowerCase());
}

/** Runs that were made with programs that are lost are still described. */
function isSpokenOf({ notes, description, runs }: Evidence, names: readonly string[]): boolean {
  const told = bare([notes, description, ...runs.flatMap((run) => run.names)].join(" "));
  return names.some((name) => bare(lastOf(name)).length > 2 && told.includes(bare(lastOf(name))));
}

/** `torch.cuda.amp.autocast` is `autocast`. */
function lastOf(name: string): string {
  return name.trim().split(".").at(-1)!.replace(/\(.*$/, "");
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, "");
}
