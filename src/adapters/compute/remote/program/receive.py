# Takes what a job consists of, and starts its supervisor.
import shutil

PIECE = 1 << 20


def begin(root, asked):
    """Makes the job's folder, which appears whole, and starts its supervisor; for a job that is here already, only the latter."""
    folder, began = job_folder(root, asked["job"]), time.time()
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
        return submit(root, folder, asked, began), ()
    if stopped_since(folder, began):
        return {"problem": STOPPED}, ()
    return launch(folder, asked["interpreter"]), ()


STOPPED = "The run was stopped while it was sent"


def remember_stop(folder):
    """For a job that may be arriving at this moment: whoever brings it must not start it. One that is brought later may start."""
    if not is_known(folder):
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        write_json(folder + ".stopped", time.time())


def stopped_since(folder, moment):
    stopped = read_json(folder + ".stopped")
    return isinstance(stopped, float) and stopped >= moment


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
    real, parent = os.path.realpath(folder), os.path.realpath(os.path.dirname(target))
    if not target.startswith(folder + os.sep) or not (parent + os.sep).startswith(real + os.sep):
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
