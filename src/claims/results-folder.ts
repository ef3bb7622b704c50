import { sameProgram } from "../python/same-program";
import type { Findings } from "../research/findings";
import { recordIn } from "../research/foreign-record";
import { type Measurement, readFinalInfo } from "../research/metrics";
import type { Outcome, Run } from "../research/run";
import { Standing } from "../research/standing";
import { TemplateManifest } from "../research/template";
import { comparisonsInNotes, notesByRun, resultsInNotes } from "./run-notes";
import type { ClaimSources, Program } from "./sources";

/** The texts of a folder of results in the way of The AI Scientist: by path relative to it. Programs, notes and what runs left. */
export type ResultTexts = Readonly<Record<string, string>>;

/** What the folder of a run is called. */
export const RUN_FOLDER_NAME = /^run_\d+$/;
const RUN_FOLDER = /^run_(\d+)\//;

/** Whether a path of a folder of results holds something that claims can rest on. */
export function isResultText(path: string): boolean {
  return (
    /^run_\d+\/(?:final_info|env|standing)\.json$/.test(path) ||
    /^(?:[\w-]+\.py|notes\.txt|requirements\.txt|template\.json)$/.test(path) ||
    /^run_\d+\/[\w-]+\.py$/.test(path)
  );
}

/** What a folder says; undefined when no run in it left results. */
export function claimSources(texts: ResultTexts): ClaimSources | undefined {
  const numbers = [...new Set(Object.keys(texts).flatMap((path) => RUN_FOLDER.exec(path)?.[1] ?? []))]
    .map(Number)
    .sort((a, b) => a - b);
  const notes = texts["notes.txt"] ?? "";
  const told = numbers
    .map((number) => runIn(texts, number))
    .filter(({ outcome, environment }) => outcome.type === "measured" || environment);
  const runs = withRepeats(withReferences(told, notes), texts);
  if (!runs.some(({ outcome }) => outcome.type === "measured")) return undefined;
  const baseline = runs.find(({ number }) => number === 0) ?? emptyBaseline();
  const findings: Findings = { baseline, runs: runs.filter(({ number }) => number !== 0), plan: [], complete: true };
  return {
    findings,
    manifest: manifestIn(texts["template.json"]),
    programs: programsIn(texts, numbers),
    names: namesIn(numbers, notes, texts["plot.py"] ?? ""),
    earlier: earlierIn(runs, notes),
    unread: unreadIn(texts, numbers),
    notes: ["notes.txt", "requirements.txt"].flatMap((path) => (texts[path] ? [{ path, text: texts[path] }] : [])),
  };
}

function runIn(texts: ResultTexts, number: number): Run {
  const environment = recordIn(texts[`run_${number}/env.json`] ?? "");
  const { counts, reason, repeatOf } = standingIn(texts[`run_${number}/standing.json`]);
  const outcome = outcomeIn(texts[`run_${number}/final_info.json`]);
  return {
    ...emptyBaseline(),
    number,
    name: number === 0 ? "Baseline" : `run_${number}`,
    from: number === 0 ? "" : "Baseline",
    commit: environment?.commit ?? "",
    outcome: counts ? outcome : { type: "invalid", reasons: [reason], lastLines: "" },
    ...(repeatOf === undefined ? {} : { repeatOf }),
    ...(environment ? { environment } : {}),
  };
}

/** What each run was made to be compared with, as the notes have it. */
function withReferences(runs: readonly Run[], notes: string): Run[] {
  const titles = notesByRun(notes);
  const numberOf = (title: string) => [...titles].find(([, own]) => own === title)?.[0];
  const pairs = comparisonsInNotes(notes).map(({ run, reference }) => [numberOf(run), numberOf(reference)] as const);
  return runs.map((run) => {
    const against = pairs.flatMap(([of, to]) => (of === run.number && to ? [`run_${to}`] : []));
    return { ...run, against: [...new Set(against)] };
  });
}

/** A run whose kept program is that of an earlier one is a repeat of it. */
function withRepeats(runs: readonly Run[], texts: ResultTexts): Run[] {
  const programOf = ({ number }: Run) => texts[`run_${number}.py`];
  return runs.map((run, index) => {
    const own = programOf(run);
    const original = runs.slice(0, index).find((one) => {
      const earlier = programOf(one);
      return own !== undefined && earlier !== undefined && sameProgram(earlier, own);
    });
    return original ? { ...run, repeatOf: original.number } : run;
  });
}

function emptyBaseline(): Run {
  const outcome: Outcome = { type: "invalid", reasons: ["There is no final_info.json."], lastLines: "" };
  return {
    number: 0,
    name: "Baseline",
    description: "",
    from: "",
    against: [],
    commit: "",
    attempt: 1,
    diff: "",
    outcome,
    lesson: "",
    guards: [],
  };
}

function outcomeIn(finalInfo: string | undefined): Outcome {
  if (finalInfo === undefined) return emptyBaseline().outcome;
  const { measurements, problems } = readFinalInfo(finalInfo);
  if (measurements.length === 0) return { type: "invalid", reasons: [...problems], lastLines: "" };
  return { type: "measured", measurements: [...measurements], warnings: [...problems] };
}

/** A run whose file is broken is missing from what claims are held against, which its reader has to know. */
function unreadIn(texts: ResultTexts, numbers: readonly number[]): { path: string; problem: string }[] {
  return numbers.flatMap((number) => {
    const path = `run_${number}/final_info.json`;
    const text = texts[path];
    if (text === undefined) return [];
    const { measurements, problems } = readFinalInfo(text);
    return measurements.length > 0 ? [] : [{ path, problem: problems[0] ?? "It holds no number." }];
  });
}

/** One that cannot be read says nothing. */
function standingIn(text: string | undefined): Standing {
  try {
    return Standing.safeParse(JSON.parse(text ?? "{}")).data ?? Standing.parse({});
  } catch {
    return Standing.parse({});
  }
}

/** A manifest that cannot be read says nothing. */
function manifestIn(text: string | undefined): TemplateManifest {
  try {
    return TemplateManifest.safeParse(JSON.parse(text ?? "{}")).data ?? TemplateManifest.parse({});
  } catch {
    return TemplateManifest.parse({});
  }
}

/** `run_2.py` is the code of run 2, and so is a program inside its folder; the others may be of any run. */
function programsIn(texts: ResultTexts, numbers: readonly number[]): Program[] {
  return Object.entries(texts)
    .filter(([path]) => path.endsWith(".py") && !/(?:^|\/)plot\w*\.py$/.test(path))
    .map(([path, text]) => {
      const number = /^run_(\d+)(?:\.py$|\/)/.exec(path)?.[1];
      return number !== undefined && numbers.includes(Number(number))
        ? { path, text, runs: [Number(number)] }
        : { path, text };
    });
}

/** Names by number, from the notes and from the legend of the figures; the legend's comes last because it is what readers see. */
function namesIn(numbers: readonly number[], notes: string, plot: string): Record<number, string[]> {
  const titles = notesByRun(notes);
  const labels = new Map(labelsIn(plot).toReversed());
  return Object.fromEntries(
    numbers.map((number) => [
      number,
      [titles.get(number), labels.get(number)].filter((name) => name !== undefined && name !== ""),
    ]),
  ) as Record<number, string[]>;
}

/** What a plotting program calls the runs, its `labels` before all others: colours and markers are told by run as well. */
function labelsIn(plot: string): [number, string][] {
  const at = Math.max(0, plot.search(/\blabels\s*=\s*\{/));
  const ordered = `${plot.slice(at)}\n${plot.slice(0, at)}`;
  return [...ordered.matchAll(/["']run_(\d+)["']\s*:\s*(["'])((?:(?!\2).){1,80})\2/g)].map((match) => [
    Number(match[1]),
    match[3]!,
  ]);
}

/** Numbers of the notes that the results no longer hold: the run was made again after they were written. */
function earlierIn(runs: readonly Run[], notes: string): Record<number, Measurement[]> {
  const noted = resultsInNotes(notes);
  return Object.fromEntries(
    runs.flatMap(({ number, outcome }) => {
      const then = noted.get(number);
      if (!then || outcome.type !== "measured") return [];
      const now = new Map(outcome.measurements.map((one) => [`${one.dataset}\n${one.metric}`, one.mean]));
      const changed = then.filter(({ dataset, metric, mean }) => {
        const value = now.get(`${dataset}\n${metric}`);
        return value !== undefined && Math.abs(value - mean) > 1e-9 * Math.abs(mean);
      });
      return changed.length > 0 ? [[number, changed]] : [];
    }),
  );
}
