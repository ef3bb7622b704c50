# Runs one job to its end, from a session of its own; holds it to its limits and writes down how it ended.
import hashlib
import re

GRACE = 3.0
TICK = 0.1
NOT_STARTED, NOT_FOUND = 126, 127


def supervise(folder):
    at = lambda name: os.path.join(folder, name)
    if not claim_json(at("supervisor.json"), identity_of(os.getpid())):
        return
    record = read_json(at("job.json"))
    job, root = record["job"], record["root"]
    refuse = lambda how, violations: write_json(at("exit.json"), {"how": how, "seconds": 0, "violations": violations})
    before = violations_in(at("work"), job["locked"])
    if before:
        say(at("stderr.log"), "Not started: %s must not be changed." % ", ".join(before))
        return refuse({"type": "exited", "code": NOT_STARTED}, before)
    try:
        taken = take_gpus(root, job.get("gpus"), at)
    except Refused as reason:
        say(at("stderr.log"), "Not started: %s" % reason)
        return refuse({"type": "exited", "code": NOT_STARTED}, [])
    if taken is None:
        return refuse({"type": "cancelled"}, [])
    gpus, locks = taken
    env = experiment_environment(record, at("tmp"), gpus)
    write_json(at("env.json"), measured(record, env, at("tmp")))
    ran = run(folder, record, env, gpus)
    write_json(at("exit.json"), dict(ran, violations=violations_in(at("work"), job["locked"])))
    for lock in locks:
        lock.close()


def say(path, line):
    with open(path, "a") as file:
        file.write(line + "\n")


def take_gpus(root, wanted, at):
    """Waits in turn. None when it was cancelled meanwhile. What a cluster gave is ours already."""
    if os.path.exists(at("slurm.claim")):
        return given_gpus(), []
    queue = GpuQueue(root)
    try:
        while not os.path.exists(at("cancel")):
            taken = queue.take(wanted)
            if not isinstance(taken, str):
                return taken
            write_json(at("state.json"), {"type": "waiting", "reason": taken})
            for _ in range(20):
                if os.path.exists(at("cancel")):
                    break
                time.sleep(0.1)
        return None
    finally:
        queue.leave()


def experiment_environment(record, temporary, gpus):
    """What programs need, what the host's own setup brought, what the job asked for; nothing that looks like a secret."""
    rules = record["environment"]
    allowed = re.compile(rules["allowed"], re.I)
    before = os.environ.get("AI_SCIENTIST_BEFORE")
    brought = set() if before is None else set(os.environ) - set(before.split())
    passed = {name: value for name, value in os.environ.items() if allowed.match(name) or name in brought}
    visible = {"CUDA_VISIBLE_DEVICES": ",".join(map(str, gpus)), "CUDA_DEVICE_ORDER": "PCI_BUS_ID"}
    places = {name: temporary for name in ("TMPDIR", "TEMP", "TMP")}
    env = {**rules["defaults"], **passed, **places, **record["job"]["env"], **visible}
    return {
        name: value
        for name, value in env.items()
        if not is_secret(rules, name, value) and not name.startswith(("AI_SCIENTIST_BEFORE", "AI_SCIENTIST_SETUP"))
    }


def is_secret(rules, name, value):
    words = re.split("[^A-Z0-9]+", name.upper())
    return any(re.search(rules["secretWord"], word) for word in words) or bool(re.search(rules["secretValue"], value))


def measured(record, env, folder):
    command = [record["interpreter"], "-c", record["measure"]]
    try:
        said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, cwd=folder, timeout=60)
        lines = [line for line in said.stdout.decode("utf8", "replace").splitlines() if line.startswith("{")]
        return json.loads(lines[-1]) if lines else {}
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}


def standing(gpus):
    """Where it runs, by the cluster's own names where one started it."""
    job = cluster_job()
    node = os.environ.get("SLURMD_NODENAME") or socket.gethostname()
    return dict({"type": "running", "host": node, "gpus": numbers(gpus)}, **({"clusterJob": job} if job else {}))


def run(folder, record, env, gpus):
    at = lambda name: os.path.join(folder, name)
    job, limits = record["job"], record["job"]["limits"]
    disk = DiskWatch([at("work"), at("tmp")], limits["diskMb"])
    adopt_orphans()
    begin = time.monotonic()
    code, child = start(record["command"], at, dict(env, **{MARK: folder}))
    members = Members(child or -1, folder, os.getpid())
    if child:
        write_json(at("started.json"), {"at": time.time() * 1000, "process": identity_of(child)})
        write_json(at("state.json"), standing(gpus))
    watch = LimitWatch(limits, members, disk, [at("stdout.log"), at("stderr.log")], begin)
    how = None if code is None else {"type": "exited", "code": code}
    while how is None:
        code = reap(child)
        if code is not None:
            how = {"type": "exited", "code": code}
        elif os.path.exists(at("cancel")):
            how = {"type": "cancelled"}
        else:
            how = watch.check()
        if how is None:
            time.sleep(TICK)
    seconds = time.monotonic() - begin
    if child:
        members.end(GRACE)
    peak = {"peakMemoryMb": round(watch.peak, 1)} if watch.peak > 0 else {}
    return dict(peak, how=how, seconds=seconds)


def start(command, at, env):
    """(None, pid), or (exit code, None) when it cannot be started. The job's output goes straight into files."""
    with open(at("stdout.log"), "ab") as out, open(at("stderr.log"), "ab") as err:
        try:
            child = subprocess.Popen(
                command, cwd=at("work"), env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True
            )
        except OSError as error:
            err.write(("%s\n" % error).encode())
            return NOT_FOUND, None
    child.returncode = 0  # Its end is seen by `reap`, which sees everybody's.
    return None, child.pid


class LimitWatch:
    def __init__(self, limits, members, disk, logs, begin):
        self.limits, self.members, self.disk, self.logs, self.begin = limits, members, disk, logs, begin
        self.due, self.peak = 0.0, 0.0

    def check(self):
        limits = self.limits
        if time.monotonic() - self.begin > limits["seconds"]:
            return exceeded("seconds", "It ran longer than the %g s that it was given." % limits["seconds"])
        printed = sum(os.path.getsize(log) for log in self.logs if os.path.exists(log)) / 2**20
        if printed > limits["outputMb"]:
            return exceeded("outputMb", "It printed %.0f MB; %g MB are allowed." % (printed, limits["outputMb"]))
        return self.disk.check() or self.check_processes()

    def check_processes(self):
        now = time.monotonic()
        if now < self.due:
            return None
        running = self.members.running()
        used = sum(resident_mb(row["pid"]) for row in running)
        self.due = time.monotonic() + max(0.25, 10 * (time.monotonic() - now))
        self.peak = max(self.peak, used)
        allowed = self.limits["memoryMb"]
        if used > allowed:
            return exceeded("memoryMb", "It used %.0f MB of memory; %g MB are allowed." % (used, allowed))
        if len(running) > self.limits["processes"]:
            sentence = "It ran %d processes at once; %d are allowed."
            return exceeded("processes", sentence % (len(running), self.limits["processes"]))
        return None


class DiskWatch:
    """Measures what the folders grew by, a little at a time."""

    def __init__(self, folders, limit_mb):
        self.folders, self.limit = folders, limit_mb
        self.first = sum(size for size in sizes_below(folders))
        self.walk, self.bytes = sizes_below(folders), 0

    def check(self):
        deadline = time.monotonic() + 0.01
        for size in self.walk:
            self.bytes += size
            if (self.bytes - self.first) / 2**20 > self.limit:
                return exceeded("diskMb", "It wrote more than the %g MB of files that are allowed." % self.limit)
            if time.monotonic() > deadline:
                return None
        self.walk, self.bytes = sizes_below(self.folders), 0
        return None


def sizes_below(folders):
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in names:
                try:
                    yield os.lstat(os.path.join(parent, name)).st_blocks * 512
                except OSError:
                    pass  # It was removed while we counted.


def exceeded(limit, detail):
    return {"type": "limit", "limit": limit, "detail": detail}


def violations_in(folder, locked):
    """The locked files that are missing, links, or other than they must be."""
    return [path for path, expected in locked.items() if hash_of(os.path.join(folder, path)) != expected.lower()]


def hash_of(path):
    if os.path.islink(path) or not os.path.isfile(path):
        return None
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()
