import type { Environment } from "./environment";

/**
 * Where a run was made whose seeds were measured apart. What is the same for all is told once; machines that differ are all named. The
 * GPUs are those of one process, as where one process measures every seed, with those of other kinds that other seeds had.
 */
export function environmentsTogether(environments: readonly Environment[]): Environment {
  const [first, ...others] = environments;
  if (!first) return { gpus: [], packages: {} };
  const names = new Set(environments.flatMap((one) => Object.keys(one)));
  const facts = [...names].flatMap((name) => {
    const fact = together(environments.flatMap((one) => (one[name] === undefined ? [] : [one[name]])));
    return fact === undefined ? [] : [[name, fact] as const];
  });
  const more = others.flatMap(({ gpus, gpuMemoryMb }) =>
    gpus.flatMap((gpu, at) => (first.gpus.includes(gpu) ? [] : [{ gpu, memory: gpuMemoryMb?.[at] }])),
  );
  const kinds = more.filter(({ gpu }, at) => more.findIndex((one) => one.gpu === gpu) === at);
  const memory = [...(first.gpuMemoryMb ?? []), ...kinds.flatMap((kind) => kind.memory ?? [])];
  return {
    ...Object.fromEntries(facts),
    gpus: [...first.gpus, ...kinds.map(({ gpu }) => gpu)],
    ...(memory.length > 0 ? { gpuMemoryMb: memory } : {}),
    packages: textsTogether(environments.map(({ packages }) => packages)),
    ...(first.slurm ? { slurm: jobTogether(environments) } : {}),
  };
}

/** The array has one number; each task of it has its own, which stand with the seeds. */
function jobTogether(environments: readonly Environment[]): Record<string, string> {
  const { arrayJob, arrayTask: _, ...facts } = textsTogether(environments.map(({ slurm }) => slurm ?? {}));
  return arrayJob === undefined ? facts : { ...facts, job: arrayJob };
}

function textsTogether(records: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const names = [...new Set(records.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(
    names.map((name) => [name, distinct(records.flatMap((one) => one[name] ?? [])).join(", ")]),
  );
}

/** Undefined for a number that differs: neither is that of the run. Of lists, such as what was left on the host, all of all. */
function together(values: readonly unknown[]): unknown {
  if (values.every(Array.isArray)) return [...new Set(values.flat())];
  const texts = values.filter((value) => typeof value === "string");
  if (texts.length === values.length) return distinct(texts).join(", ");
  return values.every((value) => JSON.stringify(value) === JSON.stringify(values[0])) ? values[0] : undefined;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
