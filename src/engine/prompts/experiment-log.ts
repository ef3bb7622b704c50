import { capacityWords, isTimeAlone, unmatched } from "../../research/capacity";
import { referencesOf } from "../../research/comparisons";
import { type Environment, packagesUsed } from "../../research/environment";
import type { Findings } from "../../research/findings";
import { guardWords } from "../../research/guards";
import { describeOutcome, type Run } from "../../research/run";
import type { Template } from "../../research/template";
import { costLine, diagnosticTable, resultTable, table } from "./evidence";
import { data } from "./scientist";

/** What happened so far, oldest first. It only ever grows at its end. */
export function experimentLog(findings: Findings, template: Template): string[] {
  return [baselineEntry(findings.baseline, template), ...findings.runs.map((run) => runEntry(run, findings, template))];
}

function baselineEntry(baseline: Run, template: Template): string {
  return [
    `# Result: ${baseline.name}`,
    baseline.description,
    resultTable(baseline, baseline, template.manifest),
    costLine(baseline, template.manifest),
    diagnosticTable(baseline),
    guardLine(baseline),
    baseline.environment
      ? `## Recorded environment (of all runs, unless one says otherwise)\n${environmentTable(baseline.environment, template.manifest)}`
      : "",
  ]
    .filter(Boolean)
    .join("\n");
}

function runEntry(run: Run, findings: Findings, template: Template): string {
  const { manifest } = template;
  const measured = run.outcome.type === "measured";
  const numbers = measured
    ? [resultTable(run, findings.baseline, manifest), costLine(run, manifest), diagnosticTable(run)]
    : [`Outcome: ${describeOutcome(run.outcome)}`];
  const lesson = run.lesson ? `Lesson: ${run.lesson}` : "";
  const code = run.diff ? data(`code, against ${run.from}`, run.diff) : "";
  const parts = [
    `# Result: ${run.name}`,
    run.description,
    run.expectation ? `Expected beforehand: ${run.expectation}` : "",
    repeatNote(run, findings),
    code,
    ...numbers,
    guardLine(run),
    otherMachine(run, findings.baseline, manifest),
    ...capacityNotes(run, findings, manifest),
    lesson,
  ];
  return parts.filter(Boolean).join("\n");
}

/** What was checked before the numbers counted; nothing for runs of a version that recorded no guards. */
function guardLine({ guards }: Run): string {
  return guards.length > 0 ? `Guards: ${guardWords(guards)}.` : "";
}

/** Says what differs where a run was not made with the baseline's machine and versions. */
function otherMachine(run: Run, baseline: Run, manifest: Template["manifest"]): string {
  const facts = ({ environment: e }: Run): Record<string, string> => ({
    CPU: e?.cpu ?? "",
    GPU: e?.gpus.join(", ") ?? "",
    Python: e?.python ?? "",
    ...(e ? Object.fromEntries(packagesUsed(e, manifest)) : {}),
  });
  const [own, reference] = [facts(run), facts(baseline)];
  const different = Object.keys(own).filter((name) => own[name] !== reference[name]);
  return different.length
    ? `Made elsewhere than the baseline: ${different.map((name) => `${name} ${own[name]}`).join("; ")}.`
    : "";
}

/** A program that ran before is no method: what differs is noise. */
function repeatNote({ repeatOf }: Run, { baseline, runs }: Findings): string {
  const original = [baseline, ...runs].find(({ number }) => number === repeatOf);
  return original
    ? `A repeat: the program of “${original.name}” once more. It is no method; what differs from it is noise.`
    : "";
}

/** Says so where a run has noticeably (> 5 %) more or less capacity than what it is compared with. */
function capacityNotes(run: Run, { baseline, runs }: Findings, manifest: Template["manifest"]): string[] {
  if (run.outcome.type !== "measured") return [];
  return referencesOf(run, [baseline, ...runs]).flatMap((reference) => {
    const differences = unmatched(run, reference, manifest);
    const words = capacityWords(differences);
    if (!isTimeAlone(run, reference, differences))
      return words ? [`Not capacity-matched with “${reference.name}”: ${words}.`] : [];
    return [`Of the size of “${reference.name}” and trained as much, but in another time: ${words}. ${TIME}`];
  });
}

const TIME =
  "Other work on the machine lengthens times as well as the method does; no control of the same size tells which.";

/** The recorded facts that a paper may state. */
export function environmentTable(
  environment: Environment,
  manifest: Pick<Template["manifest"], "requirements">,
): string {
  const { gpus } = environment;
  const facts: [string, unknown][] = [
    ["CPU", environment.cpu],
    ["cores", environment.cores],
    ["memory (GB)", environment.memoryGb],
    ["GPU", gpus.length ? gpus.join(", ") : "none"],
    ["GPU memory (MB)", environment.gpuMemoryMb?.join(", ")],
    ["NVIDIA driver", environment.driver],
    ["CUDA that PyTorch was built for", environment.torchCuda],
    ["operating system", environment.os],
    ["Python", environment.python],
    ...packagesUsed(environment, manifest),
    ["scale", environment.scale],
    ["seeds", environment.seeds?.join(", ")],
    ["device", environment.device],
    ["data sources", environment.dataSources === undefined ? undefined : JSON.stringify(environment.dataSources)],
    ["trainable parameters", environment.trainableParameters],
    ["training samples seen", environment.samplesSeen],
    ["training tokens seen", environment.tokensSeen],
    ["wall time (s)", environment.wallSeconds?.toFixed(1)],
    ["peak memory (MB)", environment.peakMemoryMb],
    ["peak GPU memory (MB)", environment.peakGpuMemoryMb],
  ];
  const known = facts.filter(([, value]) => value !== undefined && value !== "");
  return table(
    ["fact", "recorded value"],
    known.map(([name, value]) => [name, String(value)]),
  );
}
