import { execa } from "execa";
import { Environment } from "../../research/environment";

/** What the interpreter and the machine say of themselves. What cannot be found out is left out, never guessed. */
export async function measureEnvironment(
  interpreter: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
  signal: AbortSignal,
): Promise<Environment> {
  const { exitCode, stdout } = await execa(interpreter, ["-c", measuringProgram], {
    env,
    extendEnv: false,
    cwd,
    reject: false,
    timeout: 60_000,
    cancelSignal: signal,
  });
  signal.throwIfAborted();
  return exitCode === 0 ? environmentIn(stdout) : Environment.parse({});
}

/** The last line that is an object: a library may print while it is imported. */
export function environmentIn(stdout: string): Environment {
  const line = stdout
    .trimEnd()
    .split("\n")
    .findLast((one) => one.startsWith("{"));
  return Environment.parse(line === undefined ? {} : (JSON.parse(line) as unknown));
}

/** The environment with what only the experiment knows (`extra.json` in its results). What does not fit is left out. */
export function withExtra(environment: Environment, extra: string | undefined): Environment {
  const told = objectIn(extra);
  const renamed: Record<string, unknown> = {
    trainableParameters: told.trainable_parameters,
    samplesSeen: told.samples_seen,
    tokensSeen: told.tokens_seen,
    seeds: told.seeds,
    device: told.device,
    dataSources: told.data_sources,
  };
  let known = environment;
  for (const [name, value] of Object.entries(renamed)) {
    const tried = Environment.safeParse(Object.assign({}, known, { [name]: value }));
    if (value !== undefined && tried.success) known = tried.data;
  }
  return known;
}

function objectIn(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Standard library only; works from Python 3.8. Nothing heavy is imported: versions come from the installed metadata. */
export const measuringProgram = `
import hashlib, json, os, platform, re, subprocess, sys
from importlib import metadata

def said(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=15).stdout
    except Exception:
        return ""

def content(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""

def cpu():
    if sys.platform == "darwin":
        return said("sysctl", "-n", "machdep.cpu.brand_string").strip() or None
    match = re.search(r"^(?:model name|Model)\\s*:\\s*(.+)$", content("/proc/cpuinfo"), re.M)
    return match.group(1).strip() if match else platform.processor() or None

def cores():
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    quota = content("/sys/fs/cgroup/cpu.max").split()
    if len(quota) == 2 and quota[0].isdigit():
        usable = min(usable, max(1, -(-int(quota[0]) // int(quota[1]))))
    return usable

def memory_gb():
    if sys.platform == "darwin":
        size = said("sysctl", "-n", "hw.memsize").strip()
        total = int(size) if size else None
    elif sys.platform == "win32":
        import ctypes
        class Status(ctypes.Structure):
            _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong)] + [(n, ctypes.c_ulonglong) for n in "abcdefg"]
        status = Status(length=ctypes.sizeof(Status))
        total = status.a if ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)) else None
    else:
        match = re.search(r"^MemTotal:\\s+(\\d+) kB", content("/proc/meminfo"), re.M)
        total = int(match.group(1)) * 1024 if match else None
        limit = content("/sys/fs/cgroup/memory.max").strip()
        if total and limit.isdigit():
            total = min(total, int(limit))
    return round(total / 2**30, 1) if total else None

def system():
    match = re.search(r'^PRETTY_NAME="?([^"\\n]+)', content("/etc/os-release"), re.M)
    if match:
        return match.group(1) + " (Linux " + platform.release() + ")"
    if sys.platform == "darwin":
        return "macOS " + platform.mac_ver()[0]
    return platform.system() + " " + platform.release()

def packages():
    found = {}
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name:
            found.setdefault(name.lower(), distribution.version or "")
    return dict(sorted(found.items()))

def gpus():
    rows = [row.split(", ") for row in said("nvidia-smi", "--query-gpu=index,name,driver_version", "--format=csv,noheader").splitlines()]
    rows = [row for row in rows if len(row) == 3 and row[0].strip().isdigit()]
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    if visible is not None and re.fullmatch(r"[\\d, -]*", visible):
        rows = [row for row in rows if row[0].strip() in [one.strip() for one in visible.split(",")]]
    cuda = re.search(r"CUDA Version:\\s*([\\d.]+)", said("nvidia-smi")) if rows else None
    return {
        "gpus": [row[1].strip() for row in rows],
        "driver": rows[0][2].strip() if rows else None,
        "cuda": cuda.group(1) if cuda else None,
    }

installed = packages()
freeze = "\\n".join(name + "==" + version for name, version in installed.items())
facts = {
    "host": platform.node() or None,
    "os": system(),
    "python": platform.python_version(),
    "cpu": cpu(),
    "cores": cores(),
    "memoryGb": memory_gb(),
    "packages": installed,
    "freezeSha256": hashlib.sha256(freeze.encode()).hexdigest(),
    **gpus(),
}
print(json.dumps({name: value for name, value in facts.items() if value is not None}))
`;
