import { type Case, squeezed } from "../case";
import { COUNT, countOf } from "../counts";
import { hasToken } from "../look-up";
import { sourceSpan } from "../paper-text";
import { isOfOthers, isOfOtherWork, isOutlook } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

const GPU =
  /(?<![\p{L}\d-])(?:NVIDIA\s+)?(?:(?:GeForce|Tesla|Quadro|Titan)\s+)?(?:A[2-6]000|RTX[\s-]?(?:A?\d{4})(?:\s?(?:Ti|SUPER))?|GTX[\s-]?\d{3,4}(?:\s?Ti)?|[AVHPB]\d{2,3}[sG]?(?:[\s-]?(?:PCIe|SXM\d?|NVL))?|T4s?|K80s?|L40S?s?|L4s?|GH200|GB200|TITAN\s(?:V|Xp|RTX|X)|MI\d{3}X?|TPU(?:\s?v\d\w?)?s?|M[1-4](?:\s(?:Pro|Max|Ultra))?)(?![\p{L}\d-])/gu;
const CPU =
  /(?<![\p{L}\d-])(?:Intel\s+(?:Xeon|Core)(?:\s+(?:Gold|Platinum|Silver|i\d))?(?:[\s-]\w*\d\w*)?|Xeon\s\w*\d\w*|AMD\s+(?:EPYC|Ryzen|Threadripper)(?:[\s-]\w*\d\w*){0,2}|EPYC\s\w*\d\w*|Ryzen\s\w*\d\w*|Core\si\d-\w+)(?![\p{L}\d-])/gu;
const UNNAMED_GPU =
  /(?<![\p{L}\d-])(?:(?:a|one|single|two|four|eight|\d+|multiple|several|modern|consumer|NVIDIA)\s+(?:\w+\s+){0,2}?GPUs?|on (?:the )?GPUs?)(?![\p{L}\d])/giu;
const MEMORY =
  /(?<![\d.])(\d+(?:\.\d+)?)[\s\u2009]?(GB|GiB|TB)\b(?=([^.]{0,40}\b(?:memory|RAM|VRAM|GPU|HBM)|[^.]{0,10}$)?)/g;

/** Judges the machines that a sentence names by the records of the runs. */
export function judgeMachines(one: Case, sentence: Sentence): Verdict[] {
  if (
    isOfOthers(sentence) ||
    isOfOtherWork(sentence.passage.section) ||
    isOutlook(sentence.passage.section) ||
    /\bfuture (?:work|research)\b/i.test(sentence.text)
  )
    return [];
  const recorded = one.records();
  return [
    ...named(sentence, GPU, "GPU").map((place) => judgeName(one, sentence, place, recorded)),
    ...named(sentence, CPU, "CPU").map((place) => judgeName(one, sentence, place, recorded)),
    ...unnamedGpu(one, sentence),
    ...gpuCounts(one, sentence),
    ...judgeMemory(one, sentence, recorded),
    ...judgeCores(one, sentence),
  ];
}

type Stretch = { readonly start: number; readonly end: number };
type Place = Stretch & { readonly what: "GPU" | "CPU" };

/** The GPUs that a text names. */
export function gpusNamed(text: string): Stretch[] {
  return named({ text }, GPU, "GPU");
}

function named({ text }: Pick<Sentence, "text">, pattern: RegExp, what: Place["what"]): Place[] {
  return [...text.matchAll(pattern)]
    .map(({ 0: words, index }) => ({ start: index, end: index + words.length, what }))
    .filter((place) => !isAmbiguous(text, place));
}

/** `A10`, `M2` or `T4` may be names of anything; they need a word about machines nearby. */
function isAmbiguous(text: string, { start, end }: Place): boolean {
  const name = text.slice(start, end);
  if (/NVIDIA|RTX|GTX|Tesla|GeForce|Quadro|TITAN|Intel|AMD|Xeon|EPYC|Ryzen|TPU/i.test(name)) return false;
  return !/\b(?:GPUs?|NVIDIA|accelerators?|hardware|CUDA|chips?|Apple|cluster|machine|node|workstation|server|card)\b/i.test(
    text.slice(Math.max(0, start - 60), end + 50),
  );
}

function judgeName(one: Case, { prose, text }: Sentence, { start, end, what }: Place, recorded: string): Verdict {
  const name = text.slice(start, end);
  const bare = squeezed(name).replace(/s$/, "");
  const place = { about: "fact" as const, ...sourceSpan(prose, start, end) };
  if (bare.length > 1 && recorded.includes(bare)) return { kind: "supported", ...place, message: "" };
  if (
    what === "CPU" &&
    /^(?:intelxeon|intelcore|amdepyc|amdryzen)$/.test(bare) &&
    recorded.includes(bare.replace(/^(?:intel|amd)/, ""))
  )
    return { kind: "supported", ...place, message: "" };
  const known = [...new Set(one.evidence.environments.flatMap((env) => (what === "GPU" ? env.gpus : (env.cpu ?? []))))];
  const recordsKnown = one.evidence.environments.some(({ cpu, gpus }) => cpu !== undefined || gpus.length > 0);
  if (!recordsKnown)
    return { kind: "not-found", ...place, message: `Nothing recorded says that the runs were made on ${name}.` };
  const said = known.length > 0 ? known.join(", ") : `no ${what}`;
  return {
    kind: "contradicted",
    ...place,
    message: `The runs recorded ${said}, not ${name}.`,
    evidence: `env.json: ${what} ${said}`,
    ...(known.length === 1 && { correction: known[0]! }),
  };
}

/** “on a single GPU” where the runs recorded none. */
function unnamedGpu({ evidence }: Case, { prose, text }: Sentence): Verdict[] {
  const recorded = evidence.environments.filter(({ cpu, os, python }) => cpu ?? os ?? python);
  if (
    recorded.length === 0 ||
    recorded.some(({ gpus, device }) => gpus.length > 0 || /cuda|mps|gpu/i.test(String(device ?? "")))
  )
    return [];
  return [...text.matchAll(UNNAMED_GPU)]
    .filter(
      ({ index }) =>
        !/\b(?:no|without|not|need|needs|require|could|would|if|larger|than)\b[^.]{0,30}$/i.test(
          text.slice(0, index),
        ) && !new RegExp(GPU.source, "u").test(text),
    )
    .map(({ 0: words, index }) => ({
      kind: "contradicted",
      about: "fact",
      ...sourceSpan(prose, index, index + words.length),
      message: "The runs recorded no GPU.",
      evidence: `env.json: CPU ${recorded[0]!.cpu ?? "only"}`,
    }));
}

const GPU_COUNT = new RegExp(
  `(?<![\\p{L}\\d.-])(${COUNT})\\s*(?:[×x]\\s*)?(?=${GPU.source.replace("(?<![\\p{L}\\d-])", "")})`,
  "giu",
);

/** “four A100 GPUs” where each run recorded one. */
function gpuCounts({ evidence }: Case, { prose, text }: Sentence): Verdict[] {
  const most = Math.max(0, ...evidence.environments.map(({ gpus }) => gpus.length));
  if (most === 0) return [];
  return [...text.matchAll(GPU_COUNT)]
    .filter(({ 1: count = "" }) => countOf(count) > most)
    .map(({ 0: words, 1: count = "", index }) => ({
      kind: "contradicted",
      about: "fact",
      ...sourceSpan(prose, index, index + words.trimEnd().length),
      message: `The runs recorded ${most === 1 ? "one GPU" : `${most} GPUs`}, not ${countOf(count)}.`,
      evidence: `env.json: ${evidence.environments.find(({ gpus }) => gpus.length === most)!.gpus.join(", ")}`,
    }));
}

function judgeMemory({ evidence }: Case, { prose, text }: Sentence, recorded: string): Verdict[] {
  const known = evidence.environments.flatMap(({ memoryGb, gpuMemoryMb = [] }) => [
    ...(memoryGb === undefined ? [] : [memoryGb]),
    ...gpuMemoryMb.flatMap((size) => [size / 1024, size / 1000]),
  ]);
  if (evidence.environments.length === 0) return [];
  const named = new RegExp(GPU.source, "u");
  return [...text.matchAll(MEMORY)]
    .filter(({ 3: about, index }) => about !== undefined || named.test(text.slice(Math.max(0, index - 40), index)))
    .filter(({ 1: size = "", 2: unit }) => {
      const value = Number(size) * (unit === "TB" ? 1024 : 1);
      return !known.some((one) => Math.abs(one - value) <= Math.max(0.06 * one, 0.6)) && !hasSize(recorded, size);
    })
    .map(({ 0: words, index }) => ({
      kind: known.length > 0 ? "contradicted" : "not-found",
      about: "fact",
      ...sourceSpan(prose, index, index + words.length),
      message:
        known.length > 0
          ? `The runs recorded ${known[0]} GB of memory, not ${words}.`
          : `Nothing recorded says ${words} of memory.`,
    }));
}

/** `80gb` in a name, not the `2.80ghz` of a processor. */
function hasSize(recorded: string, size: string): boolean {
  return new RegExp(`(?<![\\d.])${size.replace(".", "\\.")}gi?b`).test(recorded);
}

const CORES = new RegExp(
  `(?<![\\p{L}\\d.-])(${COUNT}|\\d{1,3})[\\s-]+(?:(?:CPU|physical|virtual)[\\s-]+)?cores?\\b`,
  "giu",
);

/** “64 cores” where 32 were recorded; the cores of a processor's name count as well. */
function judgeCores({ evidence }: Case, { prose, text }: Sentence): Verdict[] {
  const known = evidence.environments.flatMap(({ cores }) => cores ?? []);
  if (known.length === 0) return [];
  const names = evidence.environments.map(({ cpu }) => cpu ?? "").join(" ");
  return [...text.matchAll(CORES)].map(({ 0: words, 1: count = "", index }) => {
    const place = { about: "fact" as const, ...sourceSpan(prose, index, index + words.length) };
    const fits =
      known.includes(countOf(count)) ||
      hasToken(names, String(countOf(count))) ||
      /\b(?:of|on)\s+(?:the\s+)?$/i.test(text.slice(0, index));
    return fits
      ? { kind: "supported", ...place, message: "" }
      : {
          kind: "contradicted",
          ...place,
          message: `The runs recorded ${known[0]} cores, not ${countOf(count)}.`,
          evidence: `env.json: cores ${known[0]}`,
        };
  });
}
