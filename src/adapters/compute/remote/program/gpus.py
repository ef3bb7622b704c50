# Which GPUs are free, and how runs wait for them in turn.
import fcntl
import stat


def gpu_rows():
    """Index, uuid, name and whether nobody uses it. Empty where there is no NVIDIA driver that answers."""
    query = ["nvidia-smi", "--query-gpu=index,uuid,name,memory.used,memory.total", "--format=csv,noheader,nounits"]
    try:
        said = subprocess.run(query, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return []
    rows = [[part.strip() for part in line.split(",")] for line in said.stdout.decode("utf8", "replace").splitlines()]
    rows = [row for row in rows if said.returncode == 0 and len(row) == 5 and row[0].isdigit()]
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    allowed = None if visible is None else [one.strip() for one in visible.split(",")]
    return [
        {"index": int(index), "uuid": uuid, "name": name, "free": is_idle(used, total)}
        for index, uuid, name, used, total in rows
        if allowed is None or index in allowed or uuid in allowed
    ]


def is_idle(used, total):
    """A driver and a desktop hold a little of a GPU that nobody computes on. Shared memory (no number) cannot be judged."""
    return not used.isdigit() or not total.isdigit() or int(used) <= 0.05 * int(total)


def lock_folder(root):
    """On a disk of this host alone, since its GPUs are; private, so that nobody else can hold our locks."""
    folder = "/tmp/ai-scientist-gpus-%d" % os.getuid()
    try:
        os.mkdir(folder, 0o700)
    except OSError:
        pass
    try:
        found = os.lstat(folder)
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid():
            return folder
    except OSError:
        pass
    own = os.path.join(root, "gpus", socket.gethostname())
    os.makedirs(own, exist_ok=True)
    return own


def try_lock(path):
    """The lock's file, held until it is closed or this process is gone; None when another process has it."""
    file = open(path, "a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file
    except OSError:
        file.close()
        return None


class GpuQueue:
    """First come, first served, by whichever window or project on this account."""

    def __init__(self, root):
        self.folder = lock_folder(root)
        self.name = "wait-%020d-%d" % (time.time_ns(), os.getpid())
        self.ticket = None
        self.seen = False

    def take(self, wanted):
        """(indices, locks), or a sentence that says what it waits for. `wanted` None: one, where there is any."""
        rows = gpu_rows()
        self.seen = self.seen or len(rows) > 0
        if wanted is None:
            wanted = 1 if self.seen else 0
        if wanted == 0:
            return [], []
        if self.seen and not rows:
            return "The driver of %s names no GPU at the moment." % socket.gethostname()
        if wanted > len(rows):
            raise Refused("It asks for %s, but %s has %s." % (counted(wanted), socket.gethostname(), counted(len(rows))))
        if not self.ticket:
            self.ticket = try_lock(os.path.join(self.folder, self.name))
        before = self.before()
        if before:
            return "%d other run%s before it for a GPU of %s." % (
                before,
                " waits" if before == 1 else "s wait",
                socket.gethostname(),
            )
        held = [(row["index"], self.lock(row)) for row in rows if row["free"]]
        held = [(index, lock) for index, lock in held if lock]
        for _, lock in held[wanted if len(held) >= wanted else 0 :]:
            lock.close()
        if len(held) < wanted:
            return "It waits for %s: %d of the %d of %s are free." % (
                counted(wanted),
                len(held),
                len(rows),
                socket.gethostname(),
            )
        self.leave()
        return [index for index, _ in held[:wanted]], [lock for _, lock in held[:wanted]]

    def lock(self, row):
        return try_lock(os.path.join(self.folder, "gpu-" + "".join(c for c in row["uuid"] if c.isalnum() or c == "-")))

    def before(self):
        """How many wait in front of us. A ticket that nobody holds is of a run that is gone."""
        count = 0
        for name in sorted(os.listdir(self.folder)):
            if not name.startswith("wait-") or name >= self.name:
                continue
            path = os.path.join(self.folder, name)
            abandoned = try_lock(path)
            if abandoned:
                os.unlink(path)
                abandoned.close()
            else:
                count += 1
        return count

    def leave(self):
        if self.ticket:
            try:
                os.unlink(os.path.join(self.folder, self.name))
            except FileNotFoundError:
                pass  # Somebody tidied up, or took it for abandoned before we held it.
            self.ticket.close()
            self.ticket = None


class Refused(Exception):
    pass


def counted(number):
    return "no GPU" if number == 0 else "1 GPU" if number == 1 else "%d GPUs" % number
