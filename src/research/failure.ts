import * as z from "zod";
import type { Environment } from "./environment";

/** What a run that gave no numbers failed of, and what the next attempt may do about it. */
export const Failure = z.object({
  /** A few words behind a colon: `out of GPU memory`. */
  what: z.string(),
  /** Sentences for whoever repairs it. */
  advice: z.string(),
});
export type Failure = z.infer<typeof Failure>;

/** How a program ended, and its last words. */
export type LastWords = {
  /** Exit code as a shell gives it: 128 and the number of a signal that ended it. */
  readonly code: number;
  readonly stdoutEnd: string;
  readonly stderrEnd: string;
};

/** What a program died of, where its last words or its end say so; undefined where only its author can tell. */
export function failureIn({ code, stdoutEnd, stderrEnd }: LastWords, environment: Environment): Failure | undefined {
  for (const text of [stderrEnd, stdoutEnd])
    for (const { pattern, explain } of MESSAGES) {
      const found = pattern.exec(text);
      if (found) return explain(found, environment);
    }
  return SIGNALS[code];
}

/** Which limit a run came to; `limit` is a field of the job's limits. */
export function failureAtLimit(limit: string): Failure {
  return LIMITS[limit] ?? { what: "ended at a limit", advice: "Stay within the limit." };
}

const SMALLER =
  "Use a smaller batch, accumulating gradients over several where the comparison needs the same effective size, keep fewer tensors alive, or shrink what is evaluated at once.";
const GPU_MEMORY: Failure = { what: "out of GPU memory", advice: `${SMALLER} Or run it on a GPU with more memory.` };
const MEMORY: Failure = {
  what: "out of memory",
  advice: `${SMALLER} Or raise the memory limit (compute.memoryLimitMb) where the machine has more.`,
};
const DISK: Failure = {
  what: "no room on the disk",
  advice:
    "Write less: no checkpoints or raw samples that no plot needs, and overwrite instead of adding files. Or make room, or raise compute.diskLimitMb.",
};
const NO_GPU: Failure = {
  what: "it asked for a GPU, and none can be used",
  advice: 'Choose the device by what is there: "cuda" if torch.cuda.is_available() else "cpu".',
};

type Message = {
  readonly pattern: RegExp;
  readonly explain: (found: RegExpExecArray, environment: Environment) => Failure;
};

/** The most telling first: a library that runs out of memory often fails of something else a line later. */
const MESSAGES: readonly Message[] = [
  {
    pattern:
      /(?:(?:CUDA|HIP) out of memory|OutOfMemoryError|CUBLAS_STATUS_ALLOC_FAILED|CUDA error: out of memory)(?:[^\n]*?Tried to allocate ([\d.]+ [KMGT]iB))?/,
    explain: ([, wanted]) => withDetail(GPU_MEMORY, wanted && `${wanted} more were wanted`),
  },
  {
    pattern:
      /MemoryError(?:: Unable to allocate ([\d.]+ [KMGT]iB))?|can't allocate memory|bad_alloc|Cannot allocate memory/,
    explain: ([, wanted]) => withDetail(MEMORY, wanted && `${wanted} more were wanted`),
  },
  {
    pattern: /No space left on device|Disk quota exceeded|\b(?:ENOSPC|EDQUOT)\b/,
    explain: () => DISK,
  },
  {
    pattern:
      /not compiled with CUDA enabled|No CUDA GPUs are available|Found no NVIDIA driver|no CUDA-capable device|NVIDIA driver on your system is too old|torch\.cuda\.is_available\(\) is False/,
    explain: (_, { gpus }) =>
      withDetail(NO_GPU, gpus.length === 0 ? "the machine has none" : `there is ${gpus.join(", ")}`),
  },
  { pattern: /No module named ['"]?([\w.]+)/, explain: ([, name = ""], environment) => noModule(name, environment) },
  {
    pattern: /cannot import name ['"](\w+)['"] from ['"]([\w.]+)['"]/,
    explain: ([, name = "", module = ""], environment) => noName(name, module, environment),
  },
  {
    pattern: /device-side assert triggered|index out of bounds.*CUDA|CUDA error: an illegal memory access/,
    explain: () => ({
      what: "the GPU refused an operation",
      advice:
        "Most often an index is out of range, such as a label or token beyond the table. Look for it: the line of the traceback may be a later one.",
    }),
  },
];

function withDetail({ what, advice }: Failure, detail: string | undefined): Failure {
  return { what: detail ? `${what} (${detail})` : what, advice };
}

function noModule(name: string, { packages }: Environment): Failure {
  const top = name.split(".")[0]!;
  const there = Object.entries(packages).filter(([one]) => !TOOLS.test(one));
  const list = there.slice(0, 60).map(([one, version]) => `${one} ${version}`);
  const known = list.length > 0 ? ` Installed are: ${list.join(", ")}${there.length > 60 ? ", …" : ""}.` : "";
  return {
    what: `${top} is not installed`,
    advice: `${top} is not among what the interpreter has, and nothing is installed during a run. Do without it, or ask the researcher to add it to the template's requirements.${known}`,
  };
}

const TOOLS = /^(pip|setuptools|wheel|distlib|packaging|nvidia-.*|triton|types-.*)$/;

function noName(name: string, module: string, { packages }: Environment): Failure {
  const top = module.split(".")[0]!;
  const version = packages[top];
  return {
    what: `${module} has no ${name}`,
    advice: version
      ? `The installed version is ${top} ${version}: use what that version offers.`
      : "Use what the installed version offers.",
  };
}

/** By exit code. Signals that nobody here sends come from the system. */
const SIGNALS: Readonly<Record<number, Failure>> = {
  137: {
    what: "killed from outside (signal 9), most likely because the machine ran out of memory",
    advice: MEMORY.advice,
  },
  134: { what: "aborted in compiled code (signal 6)", advice: "A library gave up: its last words say of what." },
  139: {
    what: "crashed in compiled code (signal 11)",
    advice: "A library read memory that is not its own: look at what was called last, with which shapes and types.",
  },
};

const LIMITS: Readonly<Record<string, Failure>> = {
  memoryMb: MEMORY,
  diskMb: DISK,
  seconds: {
    what: "out of time",
    advice:
      "The limit stays as it is. Do less in the same time: fewer steps or evaluations, for every result that is compared alike. Numbers that were printed on the way are no evidence.",
  },
  processes: { what: "too many processes", advice: "Use fewer workers, and no pool inside of a pool." },
  outputMb: { what: "too much output", advice: "Print less often: a line every few hundred steps is enough." },
};
