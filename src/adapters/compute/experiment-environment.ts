/**
 * The variables that an experiment gets: what programs need to run, what the job asked for, and nothing that looks like a secret,
 * whoever set it. `HOME` is the real one, because data sets and compiled kernels are kept there; a job that must not read the
 * researcher's files needs another account or a container.
 */
export function experimentEnvironment(
  ours: NodeJS.ProcessEnv,
  wanted: Readonly<Record<string, string>>,
  temporary: string,
): Record<string, string> {
  const passed = Object.entries(ours).filter(([name]) => allowed.test(name));
  const all = { ...defaults, ...Object.fromEntries(passed), ...temporaryAt(temporary), ...wanted };
  return Object.fromEntries(
    Object.entries(all).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !isSecret(entry[0], entry[1]),
    ),
  );
}

/** One thread a library, so that runs beside each other do not slow each other down; a job may ask for more. */
const defaults = {
  OMP_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MPLBACKEND: "Agg",
  PYTHONUNBUFFERED: "1",
  PYTHONDONTWRITEBYTECODE: "1",
  PYTHONUTF8: "1",
  PYTHONHASHSEED: "0",
  LANG: "C.UTF-8",
};

const allowed = new RegExp(
  `^(${[
    "PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ",
    "LD_LIBRARY_PATH|DYLD_.*|CUDA_.*|NVIDIA_.*|NCCL_.*|ROCR_.*|HIP_.*|XDG_CACHE_HOME|HF_HOME|TORCH_HOME",
    "SLURM_(JOB_ID|ARRAY_JOB_ID|ARRAY_TASK_ID|JOB_PARTITION|CLUSTER_NAME|RESTART_COUNT)|SLURMD_NODENAME",
    "OMP_NUM_THREADS|MKL_NUM_THREADS|OPENBLAS_NUM_THREADS|VIRTUAL_ENV|CONDA_PREFIX",
    "SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES.*",
    "NUMBER_OF_PROCESSORS|PROCESSOR_.*",
  ].join("|")})$`,
  "i",
);

/** What other programs need to choose an experiment's variables in the same way; the patterns are read alike by Python. */
export function environmentRules() {
  return {
    defaults,
    allowed: allowed.source,
    secretWord: secretWord.source,
    secretValue: secretValue.source,
  };
}

/** By its name, word for word (`MAX_TOKENS` is none), or by the shape that well-known services give their keys. */
export function isSecret(name: string, value: string): boolean {
  const words = name.toUpperCase().split(/[^A-Z0-9]+/);
  return words.some((word) => secretWord.test(word)) || secretValue.test(value);
}

const secretWord = /^(API)?KEYS?$|^TOKEN$|^SECRETS?$|^PASS(WORD|WD|PHRASE)?$|^CREDENTIALS?$|^AUTH$|^COOKIE$/;
const secretValue = /^(sk-|ghp_|gho_|github_pat_|hf_|AKIA|xox[abp]-|glpat-)/;

function temporaryAt(folder: string): Record<string, string> {
  return { TMPDIR: folder, TEMP: folder, TMP: folder };
}
