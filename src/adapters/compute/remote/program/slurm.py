# Runs that a Slurm cluster starts: submitted once, asked about all at once, begun anew when the cluster starts them again.
import re

AWAY = re.compile("unable to contact|timed out|zero bytes|connection (refused|reset)|unable to connect|not responding", re.I)


def slurm(root, *command):
    """(what it printed, None), or (None, why not): a controller that does not answer says nothing about a job."""
    known = read_json(os.path.join(root, "slurm.json")) or {}
    usual = ["/opt/slurm/bin", "/usr/local/slurm/bin", "/usr/local/bin", "/usr/bin"]
    path = [os.environ.get("PATH", ""), known.get("commands", "")] + usual
    env = {**known.get("env", {}), **os.environ, "LC_ALL": "C", "PATH": ":".join(part for part in path if part)}
    program = shutil.which(command[0], path=env["PATH"])
    if not program:
        return None, "%s was not found on %s; compute.remoteSetup can make it known" % (command[0], socket.gethostname())
    try:
        said = subprocess.run(
            (program,) + command[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, timeout=25
        )
    except subprocess.TimeoutExpired:
        return None, "%s timed out" % command[0]
    if said.returncode == 0:
        return said.stdout.decode("utf8", "replace"), None
    lines = said.stderr.decode("utf8", "replace").strip().splitlines()
    return None, re.sub(r"^\w+( error)?: (error: )?", "", lines[-1]).rstrip(".") if lines else "%s ended with %d" % (command[0], said.returncode)


def remember_commands(root):
    """Where Slurm's commands are is often known only after the setup, which no later question needs to run again."""
    env = {name: value for name, value in os.environ.items() if name == "SLURM_CONF"}
    write_json(os.path.join(root, "slurm.json"), {"commands": os.path.dirname(shutil.which("sbatch") or ""), "env": env})


def look_at_cluster(root):
    """What the cluster's GPUs are called, and why it cannot be asked, if so."""
    remember_commands(root)
    resources, problem = slurm(root, "sinfo", "-h", "-a", "-o", "%G")
    return {"resources": resources or "", "problem": problem}


def submit(root, folder, asked):
    """Hands the job to the cluster. One that is known there, by its number or under its name, is not handed over again."""
    keep_as_staged(folder, asked["files"])
    lock = try_lock_anywhere(os.path.join(folder, "slurm.lock"))
    try:
        wanted = asked["slurm"]
        number, problem = number_of(folder), None
        if not number:
            number, problem = number_under(root, wanted["name"])
        if not number and not problem:
            with open(os.path.join(folder, "run.sbatch"), "w") as script:
                script.write(wanted["script"])
            said, problem = slurm(root, "sbatch", "--parsable", script.name)
            number = None if problem else said.strip().splitlines()[-1].split(";")[0]
        if problem:
            return {"unseen": problem} if AWAY.search(problem) else {"problem": "Slurm refused the run: %s" % problem}
        write_text(os.path.join(folder, "slurm.id"), number)
        return {"started": True}
    finally:
        if lock:
            lock.close()


def try_lock_anywhere(path):
    """Not every shared disk has locks; the claim that the job itself makes is what counts."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            lock = try_lock(path)
        except OSError:
            return None
        if lock:
            return lock
        time.sleep(0.2)
    return None


def write_text(path, text):
    draft = "%s.%d" % (path, os.getpid())
    with open(draft, "w") as file:
        file.write(text + "\n")
    os.replace(draft, path)


def number_of(folder):
    """Of the job that claimed the folder, or else of the one that was submitted for it."""
    for name in ("slurm.claim", "slurm.id"):
        number = content(os.path.join(folder, name)).decode("ascii", "replace").strip()
        if number.isdigit():
            return number
    return None


def number_under(root, name):
    """A job that was taken and whose number never reached us still has its name."""
    said, problem = slurm(root, "squeue", "-h", "-t", "all", "-u", str(os.getuid()), "-n", name, "-o", "%A")
    return (None, problem) if problem else ((said.split() or [None])[-1], None)


def keep_as_staged(folder, files):
    """What a later start needs, before anything runs that could change it. What is in the cache is kept there."""
    listed = os.path.join(folder, "staged.json")
    if os.path.exists(listed):
        return
    for file in files:
        if file.get("keep"):
            continue
        source, target = (os.path.join(folder, part, file["path"]) for part in ("work", "staged"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if not os.path.lexists(target):
            shutil.copy2(source, target, follow_symlinks=False)
    write_json(listed, files)


def restage(folder):
    """Back to before its first start. The logs stay and grow on, so that whoever reads them keeps their place."""
    root = read_json(os.path.join(folder, "job.json"))["root"]
    for name in ("work", "tmp"):
        shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
        os.mkdir(os.path.join(folder, name))
    for name in ("supervisor.json", "started.json", "state.json", "exit.json", "env.json", "cancel", "slurm.told"):
        if os.path.exists(os.path.join(folder, name)):
            os.unlink(os.path.join(folder, name))
    for file in read_json(os.path.join(folder, "staged.json")):
        target = inside(os.path.join(folder, "work"), file["path"])
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if file.get("keep"):
            if not copy_checked(cached(root, file["sha256"]), target, file["sha256"]):
                raise OSError(2, "The data that it was given are gone", file["path"])
            os.chmod(target, 0o700 if file["runs"] else 0o600)
        else:
            shutil.copy2(os.path.join(folder, "staged", file["path"]), target, follow_symlinks=False)


def supervise_on_node(folder):
    """Slurm sends its TERM to everybody; the supervisor stays to write down how the experiment ended, and that it was told to."""

    def told(*_):
        try:
            with open(os.path.join(folder, "slurm.told"), "x") as file:
                file.write("end\n")
        except FileExistsError:
            pass
        open(os.path.join(folder, "cancel"), "w").close()

    signal.signal(signal.SIGTERM, told)
    supervise(folder)


def given_gpus():
    """As Slurm names them: mostly numbers."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    return [] if visible in ("", "NoDevFiles") else visible.split(",")


def numbers(gpus):
    """Parts of a GPU have names instead."""
    return [int(gpu) for gpu in gpus if str(gpu).isdigit()]


def cluster_facts():
    """What only Slurm knows of a run; nothing elsewhere."""
    names = {"job": "SLURM_JOB_ID", "partition": "SLURM_JOB_PARTITION", "nodes": "SLURM_JOB_NODELIST", "cluster": "SLURM_CLUSTER_NAME"}
    found = {name: os.environ[variable] for name, variable in names.items() if os.environ.get(variable)}
    return {"slurm": dict(found, starts=1 + int(os.environ.get("SLURM_RESTART_COUNT") or 0))} if "job" in found else {}


def queue(root, asked):
    """All of the account's jobs in one question to the cluster, then what each of ours left, and its logs from the offsets on."""
    rows, unseen = slurm(root, "squeue", "-h", "-u", str(os.getuid()), "-o", asked["format"])
    standing = {line.split("|")[0] for line in (rows or "").splitlines()}
    reports, body = [], []
    for job in asked["jobs"]:
        report = traces_of(root, job_folder(root, job["job"]), standing, unseen, asked["account"])
        pieces = [piece(os.path.join(job_folder(root, job["job"]), log), job[name], asked["most"]) for name, log in LOGS]
        body += pieces
        reports.append(dict(report, job=job["job"], stdout=len(pieces[0]), stderr=len(pieces[1])))
    return {"queue": rows or "", "unseen": unseen, "user": str(os.getuid()), "jobs": reports}, body


def traces_of(root, folder, standing, unseen, account):
    exit = read_json(os.path.join(folder, "exit.json"))
    number = number_of(folder)
    gone = unseen is None and number is not None and number not in standing
    remembered = {"account": None, "control": None}
    if gone:
        remembered = {
            "account": slurm(root, "sacct", "-n", "-P", "-X", "-D", "-j", number, "-o", account)[0],
            "control": slurm(root, "scontrol", "show", "job", "-o", number)[0],
        }
    return dict(
        remembered,
        number=number,
        exit=exit,
        told=content(os.path.join(folder, "slurm.told")).decode("ascii", "replace").strip() or None,
        cancelled=os.path.exists(os.path.join(folder, "slurm.cancelled")),
        there=os.path.isdir(folder),
        state=read_json(os.path.join(folder, "state.json")),
        seconds=seconds_of(folder, exit is not None or gone),
        said=content(os.path.join(folder, "slurm.log")).decode("utf8", "replace")[-500:] if gone and not exit else "",
    )


def withdraw(root, asked):
    """Takes the job from the cluster; answers once the queue no longer has it, or half a minute later."""
    folder = job_folder(root, asked["job"])
    if not os.path.isdir(folder):
        return {"ended": True}, ()
    number, problem = number_of(folder), None
    if not number:
        number, problem = number_under(root, asked["name"])
    if problem:
        return {"ended": False, "unseen": problem}, ()
    open(os.path.join(folder, "slurm.cancelled"), "w").close()
    deadline = time.monotonic() + 30
    if number:
        _, problem = slurm(root, "scancel", number)
    while number and time.monotonic() < deadline:
        rows, unseen = slurm(root, "squeue", "-h", "-u", str(os.getuid()), "-o", "%A")
        if unseen:
            return {"ended": False, "unseen": unseen}, ()
        if number not in rows.split():
            number = None
        else:
            time.sleep(0.3)
    return {"ended": number is None, "unseen": problem if number else None}, ()
