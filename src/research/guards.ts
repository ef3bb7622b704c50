import * as z from "zod";
import type { Environment } from "./environment";
import type { FinalInfo, Measurement } from "./metrics";
import type { TemplateManifest } from "./template";

/** A check that a run must pass before its numbers count, and what it found. */
export const Guard = z.object({ name: z.string(), passed: z.boolean(), detail: z.string().default("") });
export type Guard = z.infer<typeof Guard>;

/**
 * The guards that need no program of the template: that the numbers are finite always, that the locked files were what they must
 * be where there are any, and what else the template names.
 */
export function builtInGuards(
  { measurements, problems }: FinalInfo,
  environment: Environment,
  { guards, locked, metrics }: Pick<TemplateManifest, "guards" | "locked" | "metrics">,
): Guard[] {
  const finite = problems.length === 0 ? `${measurements.length} numbers, all finite.` : problems.join(" ");
  const files = Object.keys(locked).length;
  return [
    { name: "finite-metrics", passed: problems.length === 0, detail: finite },
    ...(files > 0 ? [{ name: "locked-files", passed: true, detail: `${files} locked files are unchanged.` }] : []),
    ...(guards.includes("seeds-differ") ? [seedsDiffer(measurements, metrics)] : []),
    ...recordGuards(environment).filter(({ name }) => guards.includes(name)),
  ];
}

const BUILT_IN = new Set(["finite-metrics", "locked-files", "seeds-differ"]);

/** The guards that the template's own program must report. */
export function programGuards({ guards }: Pick<TemplateManifest, "guards">): string[] {
  const recorded = recordGuards({ gpus: [], packages: {} }).map(({ name }) => name);
  return guards.filter((name) => !BUILT_IN.has(name) && !recorded.includes(name));
}

/** What a template may want recorded before numbers count. */
function recordGuards(environment: Environment): Guard[] {
  const recorded = [
    ["parameter-count", environment.trainableParameters, "its trainable parameters in extra.json"],
    ["samples-seen", environment.samplesSeen, "the training samples that it saw in extra.json"],
    ["tokens-seen", environment.tokensSeen, "the training tokens that it saw in extra.json"],
    ["wall-time", environment.wallSeconds, "its wall time"],
  ] as const;
  const known = { name: "environment", passed: environment.python !== undefined };
  return [
    ...recorded.map(([name, value, what]) =>
      value === undefined
        ? { name, passed: false, detail: `The run did not record ${what}.` }
        : { name, passed: true, detail: `${value}.` },
    ),
    {
      ...known,
      detail: known.passed ? `Python ${environment.python}.` : "The environment of the run could not be recorded.",
    },
  ];
}

/**
 * Seeds that change nothing are no seeds. One metric may be the same for all of them (an accuracy of 1), every judged metric of a
 * data set may not.
 */
function seedsDiffer(measurements: readonly Measurement[], metrics: TemplateManifest["metrics"]): Guard {
  const judged = measurements.filter(
    ({ metric, perSeed }) => metrics[metric]?.judged !== false && (perSeed?.length ?? 0) > 1,
  );
  const datasets = [...new Set(judged.map(({ dataset }) => dataset))];
  const same = datasets.filter((one) => judged.filter(({ dataset }) => dataset === one).every(isTheSameForAllSeeds));
  const name = "seeds-differ";
  if (same.length === 0)
    return { name, passed: true, detail: `The seeds differ on ${datasets.join(", ") || "nothing"}.` };
  return { name, passed: false, detail: `All seeds gave the very same numbers on ${same.join(", ")}.` };
}

export function isTheSameForAllSeeds({ perSeed }: Pick<Measurement, "perSeed">): boolean {
  return perSeed !== undefined && perSeed.length > 1 && new Set(perSeed).size === 1;
}

const Told = z.record(z.string().max(80), z.object({ passed: z.boolean(), detail: z.string().default("") }));

/**
 * What a run's `guards.json` says, whatever wrote it: `{"<guard>": {"passed": true, "detail": "a sentence"}}`. A guard that the
 * template names and the file lacks has failed; so have all of them when the file cannot be read.
 */
export function guardsIn(text: string | undefined, wanted: readonly string[]): Guard[] {
  const told = Told.safeParse(parsed(text));
  if (!told.success) {
    const detail = text?.trim() ? "guards.json is not what it must be." : "The guards wrote no guards.json.";
    return (wanted.length > 0 ? wanted : ["guards"]).map((name) => ({ name, passed: false, detail }));
  }
  const found = Object.entries(told.data).slice(0, 64);
  const names = new Set(found.map(([name]) => name));
  return [
    ...found.map(([name, { passed, detail }]) => ({ name, passed, detail: oneLine(detail) })),
    ...wanted
      .filter((name) => !names.has(name))
      .map((name) => ({ name, passed: false, detail: "It is not in guards.json." })),
  ];
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/** A sentence of the experiment's, as data: without line breaks and control characters, and no longer than a sentence is. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, " ").trim();
  return line.length <= 500 ? line : `${line.slice(0, 500)} …`;
}

/** Why a run does not count, a sentence for each guard that did not hold. */
export function failedGuards(guards: readonly Guard[]): string[] {
  return guards
    .filter(({ passed }) => !passed)
    .map(({ name, detail }) => `The guard “${oneLine(name)}” failed${detail ? `: ${detail}` : "."}`);
}

/** `passed finite-metrics, locked-files; failed no-future-leak (…)`; empty when there are none. */
export function guardWords(guards: readonly Guard[]): string {
  const passed = guards.filter((guard) => guard.passed).map(({ name }) => oneLine(name));
  const failed = guards.filter((guard) => !guard.passed).map(({ name, detail }) => `${oneLine(name)} (${detail})`);
  return [
    ...(passed.length > 0 ? [`passed ${passed.join(", ")}`] : []),
    ...(failed.length > 0 ? [`failed ${failed.join(", ")}`] : []),
  ].join("; ");
}
