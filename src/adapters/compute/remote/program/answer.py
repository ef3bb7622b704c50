# Answers one question of a client: a line of JSON, preceded by its length, then the bytes that it announces.
import shutil

PIECE = 1 << 20


def answer(question):
    verbs = {"look": look, "start": begin, "poll": poll, "fetch": fetch, "cancel": cancel, "queue": queue, "withdraw": withdraw}
    asked = json.loads(question)
    root = os.path.abspath(os.path.expanduser(asked["root"]))
    try:
        found, body = verbs[asked["verb"]](root, asked)
    except OSError as error:
        found, body = {"problem": "%s: %s" % (error.strerror, error.filename or root)}, ()
    text = json.dumps(found).encode()
    out = sys.stdout.buffer
    out.write(b"%d\n" % len(text) + text)
    for piece in body:
        out.write(piece)
    out.flush()


def look(root, asked):
    """What is here: interpreters, the files that need not be sent, room, GPUs, the time, and whether the job is here already."""
    os.makedirs(os.path.join(root, "cache"), exist_ok=True)
    room = os.statvfs(root)
    return {
        "root": root,
        "host": socket.gethostname(),
        "tried": [one for one in tried(root, asked)],
        "setup": os.environ.get("AI_SCIENTIST_SETUP", "0"),
        "have": [hash for hash in asked["hashes"] if os.path.isfile(cached(root, hash))],
        "gpus": gpu_rows(),
        "freeDiskMb": room.f_bavail * room.f_frsize // 2**20,
        "now": time.time() * 1000,
        "known": "job" in asked and is_known(job_folder(root, asked["job"])),
        "cluster": look_at_cluster(root) if asked.get("cluster") else None,
    }, ()


def is_known(folder):
    return os.path.exists(os.path.join(folder, "supervisor.json")) or number_of(folder) is not None


def tried(root, asked):
    """Interpreters in turn, up to the first that lacks nothing."""
    seen = set()
    for name in asked["candidates"]:
        path = os.path.expanduser(name.replace("{root}", root))
        try:
            command = [path, "-c", asked["question"]] + asked["requirements"]
            said = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
            found = json.loads(said.stdout.decode("utf8", "replace").strip().splitlines()[-1])
        except (OSError, ValueError, IndexError, subprocess.TimeoutExpired):
            yield {"command": name, "answer": None}
            continue
        if found["identity"] in seen:
            continue
        seen.add(found["identity"])
        yield {"command": name, "answer": found}
        if None not in found["packages"].values() and tuple(map(int, found["python"].split(".")[:2])) >= (3, 8):
            return


def job_folder(root, name):
    if not re.fullmatch(r"\w[\w.-]*", name):
        raise ValueError("%r is no name for a job." % name)
    return os.path.join(root, "jobs", name)


def cached(root, hash):
    if not re.fullmatch("[0-9a-f]{64}", hash):
        raise ValueError("%r is no hash." % hash)
    return os.path.join(root, "cache", hash[:2], hash)


def begin(root, asked):
    """Makes the job's folder, which appears whole, and starts its supervisor; for a job that is here already, only the latter."""
    folder = job_folder(root, asked["job"])
    if not os.path.isdir(folder):
        draft = "%s.draft-%d-%d" % (folder, os.getpid(), time.time_ns())
        try:
            stale = receive(root, draft, asked)
            if stale:
                return {"stale": stale}, ()
            try:
                os.rename(draft, folder)
            except OSError:
                if not os.path.isdir(folder):
                    raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    if "slurm" in asked:
        return submit(root, folder, asked), ()
    return launch(folder, asked["interpreter"]), ()


def receive(root, draft, asked):
    """Gives the hashes of what was in the cache and is no more what it was."""
    os.makedirs(os.path.join(draft, "tmp"))
    source, stale = sys.stdin.buffer, []
    for file in asked["files"]:
        target = inside(os.path.join(draft, "work"), file["path"])
        os.makedirs(os.path.dirname(target), exist_ok=True)
        kept = cached(root, file["sha256"]) if file.get("keep") else None
        if "link" in file:
            os.symlink(file["link"], target)
            continue
        if file["sent"]:
            write_checked(source, file["size"], file["sha256"], kept or target)
        if kept and not copy_checked(kept, target, file["sha256"]):
            stale.append(file["sha256"])
        else:
            os.chmod(target, 0o700 if file["runs"] else 0o600)
    with open(os.path.join(draft, "supervise.py"), "wb") as program:
        program.write(PROGRAM)
    write_json(os.path.join(draft, "job.json"), dict(asked["record"], root=root))
    return stale


def inside(folder, path):
    target = os.path.normpath(os.path.join(folder, path))
    if not target.startswith(folder + os.sep):
        raise ValueError("%r leads out of the job's folder." % path)
    return target


def write_checked(source, size, expected, target):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    draft, digest = "%s.%d" % (target, os.getpid()), hashlib.sha256()
    with open(draft, "wb") as file:
        while size > 0:
            piece = source.read(min(size, PIECE))
            if not piece:
                raise OSError(32, "What was sent broke off")
            digest.update(piece)
            file.write(piece)
            size -= len(piece)
    if digest.hexdigest() != expected:
        os.unlink(draft)
        raise OSError(5, "A file changed while it was sent; try again")
    os.replace(draft, target)


def copy_checked(kept, target, expected):
    """A copy, since an experiment may write into it. What no longer has its hash is forgotten and must be sent again."""
    try:
        shutil.copyfile(kept, target)
    except FileNotFoundError:
        return False
    if hash_of(target) == expected:
        return True
    os.unlink(kept)
    return False


def launch(folder, interpreter):
    """Resolves once the supervisor is there, in a session of its own and holding nothing of this connection."""
    claimed = os.path.join(folder, "supervisor.json")
    if not os.path.exists(claimed):
        with open(os.path.join(folder, "supervisor.log"), "ab") as log:
            subprocess.Popen(
                [interpreter, os.path.join(folder, "supervise.py"), "supervise", folder],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )
    for _ in range(400):
        if os.path.exists(claimed):
            return {"started": True}
        time.sleep(0.05)
    return {"problem": "The supervisor did not start. " + content(os.path.join(folder, "supervisor.log")).decode("utf8", "replace")[-500:]}


def poll(root, asked):
    """Where each job stands and what it printed since the client's offsets, at most `most` bytes of each log."""
    reports, body = [], []
    for job in asked["jobs"]:
        folder = job_folder(root, job["job"])
        over = how_it_ended(folder)
        pieces = [piece(os.path.join(folder, log), job[name], asked["most"]) for name, log in LOGS]
        body += pieces
        report = {"job": job["job"], "over": over, "seconds": seconds_of(folder, over is not None)}
        state = elsewhere(folder) if over is None else None
        state = state or read_json(os.path.join(folder, "state.json"))
        reports.append(dict(report, state=state, stdout=len(pieces[0]), stderr=len(pieces[1])))
    return {"jobs": reports}, body


LOGS = (("stdout", "stdout.log"), ("stderr", "stderr.log"))


def piece(path, offset, most):
    try:
        with open(path, "rb") as file:
            file.seek(offset)
            return file.read(most)
    except OSError:
        return b""


def seconds_of(folder, is_over):
    """So far, or in all; without the supervisor's word, until the job last printed something."""
    started = read_json(os.path.join(folder, "started.json"))
    exit = read_json(os.path.join(folder, "exit.json")) if is_over else None
    if exit and isinstance(exit.get("seconds"), (int, float)):
        return exit["seconds"]
    if not started:
        return 0
    logs = [os.path.join(folder, log) for _, log in LOGS]
    until = max([os.path.getmtime(log) for log in logs if os.path.exists(log)] or [0]) if is_over else time.time()
    return max(0, until - started["at"] / 1000)


def how_it_ended(folder):
    """None while it runs. A supervisor's word counts once it is gone, so that nobody else's is taken for it."""
    if not os.path.isdir(folder):
        return lost("Its folder on %s is gone." % socket.gethostname())
    supervisor = read_json(os.path.join(folder, "supervisor.json"))
    if not supervisor:
        return lost("It was never started.")
    exit = read_json(os.path.join(folder, "exit.json"))
    if elsewhere(folder):
        return {"exit": exit} if exit else None
    if is_alive(supervisor):
        return None
    if exit:
        return {"exit": exit}
    if still_runs(folder):
        return None
    if os.path.exists(os.path.join(folder, "cancel")):
        return {"how": {"type": "cancelled"}}
    if supervisor.get("boot") != boot():
        return lost("%s was restarted while it ran." % socket.gethostname())
    return lost("Its supervisor on %s was killed, so how it ended is not known." % socket.gethostname())


def elsewhere(folder):
    """A name may stand for several machines with one disk. Of a job on another one this machine cannot say whether it runs."""
    supervisor = read_json(os.path.join(folder, "supervisor.json"))
    here = socket.gethostname()
    if not supervisor or supervisor.get("host") in (None, here):
        return None
    reason = "This name led to %s, and the run is on %s. Name that machine itself in compute.place." % (here, supervisor["host"])
    return {"type": "unseen", "since": "", "reason": reason}


def lost(reason):
    return {"how": {"type": "lost", "reason": reason}}


def still_runs(folder):
    """Whether anything runs without its supervisor. What runs beyond its time is ended here, as nobody else would."""
    members = abandoned(folder)
    running = len(members.running()) > 0
    limits = read_json(os.path.join(folder, "job.json"))["job"]["limits"]
    if running and seconds_of(folder, False) > limits["seconds"]:
        members.end(GRACE)
    return running


def abandoned(folder):
    """The leader's number does not count once another process has it."""
    started = read_json(os.path.join(folder, "started.json"))
    leader = started["process"] if started else None
    same_boot = leader and leader.get("boot") == boot()
    taken = leader and not is_alive(leader) and row_of(leader["pid"])
    return Members(leader["pid"] if same_boot and not taken else -1, folder)


def fetch(root, asked):
    """The plain files that the job was asked to give back, small ones first; names what is too large to come."""
    folder = job_folder(root, asked["job"])
    work = os.path.join(folder, "work")
    there = sorted(os.listdir(work)) if os.path.isdir(work) else []
    names = [name for name in there if any(fits(name, one) for one in asked["collect"])]
    found = sorted((os.path.getsize(os.path.join(work, path)), path) for name in names for path in plain(work, name))
    files, left, total = [], [], 0
    for size, path in found:
        total += size
        if total <= asked["most"]:
            files.append({"path": path, "size": size})
        else:
            left.append(path)
    told = {name: read_json(os.path.join(folder, name + ".json")) for name in ("exit", "env")}
    return dict(told, files=files, left=left), contents(work, files)


def fits(name, pattern):
    return re.fullmatch(".*".join(map(re.escape, pattern.rstrip("/").split("*"))), name, re.S) is not None


def plain(work, name):
    """Paths below `name`, relative to `work`. Neither links nor what cannot be told in UTF-8."""
    whole = os.path.join(work, name)
    places = [(work, [], [name])] if os.path.isfile(whole) else os.walk(whole)
    for parent, folders, names in places:
        folders[:] = [one for one in folders if one != ".git"]
        for one in names:
            path = os.path.join(parent, one)
            if stat.S_ISREG(os.lstat(path).st_mode) and path.isprintable():
                yield os.path.relpath(path, work)


def contents(work, files):
    for file in files:
        rest = file["size"]
        with open(os.path.join(work, file["path"]), "rb") as source:
            while rest > 0:
                bytes = source.read(min(rest, PIECE))
                if not bytes:
                    raise OSError(5, "A result changed while it was fetched", file["path"])
                rest -= len(bytes)
                yield bytes


def cancel(root, asked):
    """Asks the supervisor; ends the processes itself when there is none any more. Answers once nothing of the job runs."""
    folder = job_folder(root, asked["job"])
    if not os.path.isdir(folder):
        return {"ended": True}, ()
    open(os.path.join(folder, "cancel"), "w").close()
    supervisor = read_json(os.path.join(folder, "supervisor.json"))
    deadline = time.monotonic() + 15
    if elsewhere(folder):
        while not os.path.exists(os.path.join(folder, "exit.json")) and time.monotonic() < deadline:
            time.sleep(0.1)
        return {"ended": os.path.exists(os.path.join(folder, "exit.json"))}, ()
    while supervisor and is_alive(supervisor) and time.monotonic() < deadline:
        time.sleep(0.1)
    members = abandoned(folder)
    members.end(GRACE)
    return {"ended": not members.running()}, ()


if __name__ == "__main__" and sys.argv[1:2] == ["supervise"]:
    os.umask(0o077)
    supervise(sys.argv[2])
elif __name__ == "__main__" and sys.argv[1:2] == ["supervise-on-node"]:
    os.umask(0o077)
    supervise_on_node(sys.argv[2])
elif __name__ == "__main__" and sys.argv[1:2] == ["restage"]:
    restage(sys.argv[2])
elif sys.argv[1:2] == ["answer"]:
    answer(sys.stdin.buffer.read(int(sys.stdin.buffer.readline())))
