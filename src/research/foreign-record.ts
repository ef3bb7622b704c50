import { Environment } from "./environment";

type Json = Readonly<Record<string, unknown>>;

/**
 * The record of a run's machine, by whoever it was written: fields of ours, and what other programs call them (`gpu: {name, memory_gb,
 * count}`, `torch_version`, `n_params` …). A field of which nothing can be read is left out, and the others stay. Undefined where it is no object.
 */
export function recordIn(text: string): Environment | undefined {
  const written = objectIn(text);
  return written && ours(written, foreign(lifted(written)));
}

function objectIn(text: string): Json | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Field by field: one that has another form than ours gives way to what was made of it. */
function ours(written: Json, made: Json): Environment {
  const isOurs = ([name, value]: [string, unknown]) => Environment.safeParse({ [name]: value }).success;
  return Environment.parse({ ...made, ...Object.fromEntries(Object.entries(written).filter(isOurs)) });
}

/** `hardware: {gpu, cpu}` and `software: {python, torch}` say the same as without. */
function lifted(written: Json): Json {
  const inside = Object.entries(written).filter(([name]) =>
    /^(?:hard|soft)ware$|^machine$|^environment$|^env$/i.test(name),
  );
  return { ...Object.assign({}, ...inside.map(([, value]) => (isObject(value) ? value : {}))), ...written };
}

function foreign(written: Json): Json {
  const flat = flattened(written);
  const text = (...names: string[]) => first(names, (name) => textOf(flat.get(name)));
  const number = (...names: string[]) => first(names, (name) => numberOf(flat.get(name)));
  const found = {
    ...gpusIn(written, flat),
    ...{ python: text("python", "pythonversion"), os: text("os", "platform", "system", "osversion") },
    cpu: text("cpu", "cpuname", "cpumodel", "processor"),
    cores: number("cores", "cpucores", "cpucount", "ncpus", "numcpus"),
    memoryGb: number("memorygb", "ramgb", "ram", "systemmemorygb"),
    cuda: text("cuda", "cudaversion"),
    packages: packagesIn(written, flat),
    trainableParameters: number(
      ...["trainableparameters", "parameters", "nparameters", "numparameters"],
      ...["nparams", "numparams", "params", "parametercount", "paramcount"],
    ),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function gpusIn(written: Json, flat: ReadonlyMap<string, unknown>): Json {
  const given = [written.gpus ?? written.gpu ?? written.GPU ?? []].flat();
  const own = given.flatMap((one) => gpuIn(one));
  const name = first(["gpuname", "gpumodel", "device", "devicename", "accelerator"], (key) => textOf(flat.get(key)));
  const named = own.length === 0 && name && !/^(?:cuda|cpu|mps)(?::\d+)?$/i.test(name) ? [name] : own;
  const count = first(["gpucount", "ngpus", "numgpus", "gpunum"], (key) => numberOf(flat.get(key)));
  const gpus = named.length === 1 && count && count <= 4096 ? Array.from({ length: count }, () => named[0]!) : named;
  const memory = first(["gpumemorygb", "gpumemory", "vramgb", "vram"], (key) => numberOf(flat.get(key)));
  return gpus.length === 0 ? {} : { gpus, ...(memory ? { gpuMemoryMb: gpus.map(() => memory * 1024) } : {}) };
}

/** As many as its count says. */
function gpuIn(one: unknown): string[] {
  if (typeof one === "string") return [one];
  if (!isObject(one)) return [];
  const name = textOf(one.name) ?? textOf(one.model) ?? textOf(one.type);
  const count = numberOf(one.count) ?? 1;
  return name && count >= 1 && count <= 4096 ? Array.from({ length: count }, () => name) : [];
}

const PACKAGES = ["torch", "pytorch", "numpy", "scipy", "tensorflow", "jax", "transformers", "sklearn", "matplotlib"];

/** `{"torch": "2.4.0"}`, `["torch==2.4.0"]`, or `torch_version` beside everything else. */
function packagesIn(written: Json, flat: ReadonlyMap<string, unknown>): Record<string, string> {
  const given = written.packages ?? written.libraries ?? written.versions ?? written.requirements ?? {};
  const pinned = [given].flat().flatMap((one) => {
    const pin = typeof one === "string" ? /^\s*([\w.-]+)\s*==\s*([\w.+-]+)/.exec(one) : null;
    return pin ? [[pin[1]!, pin[2]!]] : [];
  });
  const listed = isObject(given) ? Object.entries(given) : [];
  const beside = PACKAGES.map((name) => [name, flat.get(name) ?? flat.get(`${name}version`)]);
  const all = [...beside, ...listed, ...pinned].flatMap(([name, version]) => {
    const known = textOf(version);
    const key = String(name).toLowerCase();
    return known && /\d/.test(known) ? [[key === "pytorch" ? "torch" : key, known]] : [];
  });
  return Object.fromEntries(all);
}

/** By names without their case and signs, those inside an object with its name before their own as well: `gpu_memory_gb` and `gpu: {memory_gb}`. */
function flattened(written: Json): Map<string, unknown> {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const inner = Object.entries(written).flatMap(([outer, value]) =>
    isObject(value) ? Object.entries(value).map(([name, own]) => [plain(outer + name), own] as const) : [],
  );
  return new Map([...inner, ...Object.entries(written).map(([name, value]) => [plain(name), value] as const)]);
}

function first<Value>(names: readonly string[], of: (name: string) => Value | undefined): Value | undefined {
  return names.map(of).find((value) => value !== undefined);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** `80`, `"80"` and `"80 GB"`. */
function numberOf(value: unknown): number | undefined {
  const read =
    typeof value === "string" && /^\s*\d+(?:\.\d+)?\s*(?:GB|GiB)?\s*$/i.test(value) ? Number.parseFloat(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
