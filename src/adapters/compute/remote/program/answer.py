# Answers one question of a client: a line of JSON, preceded by its length, then the bytes that it announces.


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
    if os.path.islink(whole):
        return
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
