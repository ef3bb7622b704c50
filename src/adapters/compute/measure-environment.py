# What the interpreter and the machine say of themselves, as one line of JSON. The same program runs here, behind ssh and inside of a
# cluster's job. Standard library only; works from Python 3.8. Nothing heavy is imported: versions come from the installed metadata.
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
    match = re.search(r"^(?:model name|Model)\s*:\s*(.+)$", content("/proc/cpuinfo"), re.M)
    return match.group(1).strip() if match else platform.processor() or None

def limits(name):
    """What the control groups of this process say, its own and those above: containers and clusters set them."""
    match = re.search(r"^0::(/.*)$", content("/proc/self/cgroup"), re.M)
    path = match.group(1).rstrip("/") if match else ""
    while True:
        yield content("/sys/fs/cgroup" + path + "/" + name).split()
        if not path:
            return
        path = path.rpartition("/")[0]

def cores():
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    for quota in limits("cpu.max"):
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
        match = re.search(r"^MemTotal:\s+(\d+) kB", content("/proc/meminfo"), re.M)
        total = int(match.group(1)) * 1024 if match else None
        for limit in limits("memory.max"):
            if total and limit and limit[0].isdigit():
                total = min(total, int(limit[0]))
    return round(total / 2**30, 1) if total else None

def system():
    match = re.search(r'^PRETTY_NAME="?([^"\n]+)', content("/etc/os-release"), re.M)
    if match:
        return match.group(1) + " (Linux " + platform.release() + ")"
    if sys.platform == "darwin":
        return "macOS " + platform.mac_ver()[0]
    return platform.system() + " " + platform.release()

def torch_cuda():
    """The CUDA that PyTorch was built for, from the file that says it; None for a build without."""
    for entry in sys.path:
        match = re.search(r"^cuda.*= '([\d.]+)'", content(os.path.join(entry, "torch", "version.py")), re.M)
        if match:
            return match.group(1)
    return None

def slurm():
    named = {
        "job": "SLURM_JOB_ID", "arrayJob": "SLURM_ARRAY_JOB_ID", "arrayTask": "SLURM_ARRAY_TASK_ID",
        "partition": "SLURM_JOB_PARTITION", "node": "SLURMD_NODENAME", "cluster": "SLURM_CLUSTER_NAME",
        "restarts": "SLURM_RESTART_COUNT",
    }
    found = {name: os.environ[variable] for name, variable in named.items() if os.environ.get(variable)}
    return found if "job" in found else None

def threads():
    said_to_be = os.environ.get("OMP_NUM_THREADS", "")
    return int(said_to_be) if said_to_be.isdigit() else None

def packages():
    found = {}
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name:
            found.setdefault(name.lower(), distribution.version or "")
    return dict(sorted(found.items()))

def parts_of_gpus(wanted):
    gpu, found = "", []
    for line in said("nvidia-smi", "-L").splitlines():
        whole = re.match(r"GPU \d+: (.+?) \(UUID", line)
        gpu = whole.group(1) if whole else gpu
        part = re.match(r"\s+MIG (\S+)\s+Device.*UUID: (MIG-[^)\s]+)", line)
        if part and part.group(2) in wanted:
            found.append(gpu + " MIG " + part.group(1))
    return found

def gpus():
    """Those that the job may use: by index, by the beginning of their UUID or by that of a part, as CUDA reads the variable."""
    fields = "index,uuid,name,memory.total,driver_version"
    rows = [row.split(", ") for row in said("nvidia-smi", "--query-gpu=" + fields, "--format=csv,noheader,nounits").splitlines()]
    rows = [[cell.strip() for cell in row] for row in rows if len(row) == 5 and row[0].strip().isdigit()]
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    names, driver = None, rows[0][4] if rows else None
    if visible is not None:
        wanted = [one.strip() for one in visible.split(",") if one.strip()]
        rows = [row for row in rows if any(row[0] == one or (one[:4] == "GPU-" and row[1].startswith(one)) for one in wanted)]
        names = [row[2] for row in rows] + parts_of_gpus([one for one in wanted if one[:4] == "MIG-"])
    cuda = re.search(r"CUDA Version:\s*([\d.]+)", said("nvidia-smi")) if driver else None
    return {
        "gpus": [row[2] for row in rows] if names is None else names,
        "gpuMemoryMb": [int(row[3]) for row in rows if row[3].isdigit()] or None,
        "driver": driver,
        "cuda": cuda.group(1) if cuda else None,
    }

installed = packages()
freeze = "\n".join(name + "==" + version for name, version in installed.items())
facts = {
    "host": platform.node() or None,
    "os": system(),
    "architecture": platform.machine() or None,
    "python": platform.python_version(),
    "cpu": cpu(),
    "cores": cores(),
    "memoryGb": memory_gb(),
    "packages": installed,
    "torchCuda": torch_cuda(),
    "threads": threads(),
    "slurm": slurm(),
    "freezeSha256": hashlib.sha256(freeze.encode()).hexdigest(),
    **gpus(),
}
print(json.dumps({name: value for name, value in facts.items() if value is not None}))
