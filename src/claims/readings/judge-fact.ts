import type { QueryOf } from "../../research/claim-reading";
import type { Environment } from "../../research/environment";
import { allows } from "../agreement";
import { squeezed } from "../case";
import type { Evidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { isVersionInNotes, isVersionOf, versionsIn } from "../rules/versions";
import { isImported, isLibrary, isMethodKnown } from "./imported";
import { isBeyond, type Judgement, UNMEASURED } from "./judgement";
import { runsNamed } from "./quantities";

type Query = QueryOf<"fact">;

/**
 * Whether machines, versions, libraries and sizes of models are what the paper says, by the records of the runs. Of what no run
 * recorded the rules tell.
 */
export function judgeFact(evidence: Evidence, query: Query, printed: PrintedNumber | undefined): Judgement {
  const own = query.run === undefined ? undefined : runsNamed(evidence, [query.run])![0]!;
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
      return printed ? ofSize(records, query, printed) : UNMEASURED;
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
  if (known.length === 0 && !holds) return UNMEASURED;
  const [only, ...others] = known;
  const told = { evidence: `the runs recorded ${name} ${known.join(" or ")}` };
  if (holds) return { type: "holds", ...told };
  const correction = others.length === 0 ? { correction: only!.replace(/\+.*$/, "") } : {};
  return { type: "fails", kind: "contradicted", ...told, ...correction };
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
  if (said === "" || squeezed(evidence.notes).includes(said)) return UNMEASURED;
  if (!isKnown || (of !== "gpu" && known.length === 0)) return UNMEASURED;
  const names = { gpu: "GPU", cpu: "CPU", system: "system" }[of];
  const told = { evidence: `the runs recorded ${known.length > 0 ? known.join(" or ") : `no ${names}`}` };
  if (known.some((one) => isNameOf(text, one))) return { type: "holds", ...told };
  return { type: "fails", kind: "contradicted", ...told, ...(known.length === 1 && { correction: known[0]! }) };
}

/** “A100” is the “NVIDIA A100-SXM4-80GB”, and “A100 80GB GPU” as well: each word of what is said is in it. */
function isNameOf(said: string, known: string): boolean {
  const words = said.split(/[\s,()-]+/).map((word) => squeezed(word).replace(/^[gc]pus?$/, ""));
  return words.every((word) => squeezed(known).includes(word));
}

const SIZES: Readonly<Record<"gpus" | "cores" | "memory" | "parameters", (one: Environment) => readonly number[]>> = {
  gpus: ({ gpus, cpu, os }) => (gpus.length > 0 || cpu !== undefined || os !== undefined ? [gpus.length] : []),
  cores: ({ cores }) => (cores === undefined ? [] : [cores]),
  memory: ({ memoryGb, gpuMemoryMb = [] }) => [
    ...(memoryGb === undefined ? [] : [memoryGb]),
    ...gpuMemoryMb.flatMap((size) => [size / 1024, size / 1000]),
  ],
  parameters: ({ trainableParameters }) => (trainableParameters === undefined ? [] : [trainableParameters]),
};

function ofSize(records: readonly Environment[], { of, bound }: Query, printed: PrintedNumber): Judgement {
  const known = [...new Set(records.flatMap(SIZES[of as keyof typeof SIZES]))];
  if (known.length === 0) return UNMEASURED;
  const fits = (size: number) => {
    if (bound === "least" || bound === "most") return isBeyond(bound, size, printed);
    // Machines have a little less memory than they are sold with.
    return of === "memory" ? Math.abs(size - printed.value) <= Math.max(0.06 * size, 0.6) : allows(printed, size);
  };
  const told = { evidence: `the runs recorded ${of} ${known.map((size) => size.toLocaleString("en")).join(" or ")}` };
  if (known.some(fits)) return { type: "holds", ...told };
  const exact = of === "cores" && known.length === 1 && /^\d+$/.test(printed.text);
  return { type: "fails", kind: "contradicted", ...told, ...(exact && { correction: String(known[0]) }) };
}
