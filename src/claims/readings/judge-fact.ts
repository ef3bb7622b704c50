import type { QueryOf } from "../../research/claim-reading";
import type { Environment } from "../../research/environment";
import { allows } from "../agreement";
import { squeezed } from "../case";
import type { Evidence, RunEvidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { gpusNamed } from "../rules/machines";
import { isVersionInNotes, isVersionOf, versionsIn, versionsInNotes } from "../rules/versions";
import { isImported, isLibrary, isMethodKnown } from "./imported";
import { judgeParameters } from "./judge-parameters";
import { isBeyond, type Judgement, UNMEASURED } from "./judgement";
import { machinesInNotes } from "./noted-machines";
import { ofEach, runsMeant } from "./whose";

type Query = QueryOf<"fact">;

/**
 * Whether machines, versions, libraries and sizes of models are what the paper says, by the records of the runs and by their notes.
 * Of what neither has the rules tell.
 */
export function judgeFact(evidence: Evidence, query: Query, printed: PrintedNumber | undefined): Judgement {
  if (query.of === "parameters") return judgeParameters(evidence, query, printed);
  const runs = runsMeant(evidence, query, ({ environment, code }) => environment !== undefined || code !== undefined);
  return ofEach(runs, (run) => ofRun(evidence, query, run, printed));
}

function ofRun(
  evidence: Evidence,
  query: Query,
  own: RunEvidence | undefined,
  printed: PrintedNumber | undefined,
): Judgement {
  const records = own ? (own.environment ? [own.environment] : []) : evidence.environments;
  const { of, text = "" } = query;
  switch (of) {
    case "library":
      return ofLibrary(evidence, own?.code ?? evidence.code, text);
    case "version":
      return ofVersion(evidence, records, query.name ?? "", text || (printed?.text ?? ""));
    case "gpu":
    case "cpu":
    case "system":
      return ofName(evidence, records, of, text);
    default:
      return printed ? ofSize(evidence, records, query, printed) : UNMEASURED;
  }
}

function ofLibrary(evidence: Evidence, code: Evidence["code"], name: string): Judgement {
  if (name.trim() === "") return UNMEASURED;
  if (isImported(code, name)) return { type: "holds", evidence: `the code imports ${name}` };
  const spoken = squeezed(evidence.notes).includes(squeezed(name)) || isImported(evidence.code, name);
  if (spoken || !isLibrary(name) || !isMethodKnown(evidence)) return UNMEASURED;
  return { type: "fails", kind: "not-found", evidence: `no program imports ${name}` };
}

function ofVersion(evidence: Evidence, records: readonly Environment[], name: string, version: string): Judgement {
  const known = versionsIn(records, name);
  const holds = known.some((one) => isVersionOf(version, one)) || isVersionInNotes(evidence, name, version);
  if (known.length === 0 && !holds) return ofNotedVersion(versionsInNotes(evidence, name), name);
  const [only, ...others] = known;
  const told = { evidence: `the runs recorded ${name} ${known.join(" or ")}` };
  if (holds) return { type: "holds", ...told };
  const correction = others.length === 0 ? { correction: only!.replace(/\+.*$/, "") } : {};
  return { type: "fails", kind: "contradicted", ...told, ...correction };
}

/** It is none of those in the notes. */
function ofNotedVersion(noted: readonly string[], name: string): Judgement {
  const [only, ...others] = noted;
  if (only === undefined) return UNMEASURED;
  const told = { evidence: `the notes have ${name} ${noted.join(" or ")}` };
  return { type: "fails", kind: "contradicted", ...told, ...(others.length === 0 && { correction: only }) };
}

const NAMED: Readonly<Record<"gpu" | "cpu" | "system", (one: Environment) => readonly string[]>> = {
  gpu: ({ gpus }) => gpus,
  cpu: ({ cpu }) => (cpu === undefined ? [] : [cpu]),
  system: ({ os }) => (os === undefined ? [] : [os]),
};

function ofName(evidence: Evidence, records: readonly Environment[], of: keyof typeof NAMED, text: string): Judgement {
  const said = squeezed(text).replace(/[gc]pus?$/, "");
  const known = [...new Set(records.flatMap(NAMED[of]))];
  const isKnown = records.some(({ cpu, gpus, os }) => cpu !== undefined || gpus.length > 0 || os !== undefined);
  if (said === "") return UNMEASURED;
  if (of === "gpu" && known.length === 0) {
    const noted = ofNotedGpu(evidence, text);
    if (noted.type === "holds" || !isKnown) return noted;
  }
  if (squeezed(evidence.notes).includes(said)) return UNMEASURED;
  if (!isKnown || (of !== "gpu" && known.length === 0)) return UNMEASURED;
  const names = { gpu: "GPU", cpu: "CPU", system: "system" }[of];
  const told = { evidence: `the runs recorded ${known.length > 0 ? known.join(" or ") : `no ${names}`}` };
  if (known.some((one) => isNameOf(text, one))) return { type: "holds", ...told };
  return { type: "fails", kind: "contradicted", ...told, ...(known.length === 1 && { correction: known[0]! }) };
}

function ofNotedGpu({ notes }: Evidence, text: string): Judgement {
  const { names } = machinesInNotes(notes);
  const [only, ...others] = names;
  if (only === undefined || gpusNamed(`the GPU ${text}`).length === 0) return UNMEASURED;
  const told = { evidence: `the notes have ${names.join(" or ")}` };
  if (names.some((one) => isNameOf(text, one) || isNameOf(one, text))) return { type: "holds", ...told };
  if (squeezed(notes).includes(squeezed(text))) return UNMEASURED;
  return { type: "fails", kind: "contradicted", ...told, ...(others.length === 0 && { correction: only }) };
}

/** “A100” is the “NVIDIA A100-SXM4-80GB”, and “A100 80GB GPU” as well: each word of what is said is in it. */
function isNameOf(said: string, known: string): boolean {
  const words = said.split(/[\s,()-]+/).map((word) => squeezed(word).replace(/^(?:[gc]pus?|rtx|gtx|quadro)$/, ""));
  return words.every((word) => squeezed(known).includes(word));
}

type Size = "gpus" | "cores" | "memory";
const SIZES: Readonly<Record<Size, (one: Environment) => readonly number[]>> = {
  gpus: ({ gpus, cpu, os }) => (gpus.length > 0 || cpu !== undefined || os !== undefined ? [gpus.length] : []),
  cores: ({ cores }) => (cores === undefined ? [] : [cores]),
  memory: ({ memoryGb, gpuMemoryMb = [] }) => [
    ...(memoryGb === undefined ? [] : [memoryGb]),
    ...gpuMemoryMb.flatMap((size) => [size / 1024, size / 1000]),
  ],
};

function ofSize(
  { notes }: Evidence,
  records: readonly Environment[],
  { of, bound }: Query,
  printed: PrintedNumber,
): Judgement {
  const recorded = [...new Set(records.flatMap(SIZES[of as Size]))];
  const { counts, memory } = machinesInNotes(notes);
  const noted = of === "gpus" ? counts : of === "memory" ? memory : [];
  const known = recorded.length > 0 ? recorded : noted;
  if (known.length === 0) return UNMEASURED;
  const fits = (size: number) => {
    if (bound === "least" || bound === "most") return isBeyond(bound, size, printed);
    // Machines have a little less memory than they are sold with.
    return of === "memory" ? Math.abs(size - printed.value) <= Math.max(0.06 * size, 0.6) : allows(printed, size);
  };
  const sizes = known.map((size) => size.toLocaleString("en")).join(" or ");
  const told = { evidence: `the ${recorded.length > 0 ? "runs recorded" : "notes have"} ${of} ${sizes}` };
  if (known.some(fits) || (of === "memory" && memory.some(fits))) return { type: "holds", ...told };
  // How much of it was used is another question than how much there is.
  if (of === "memory" && (bound === "most" || bound === "up to")) return UNMEASURED;
  const exact = of === "cores" && known.length === 1 && /^\d+$/.test(printed.text);
  return { type: "fails", kind: "contradicted", ...told, ...(exact && { correction: String(known[0]) }) };
}
