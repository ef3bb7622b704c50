# Runs that a Slurm cluster starts: submitted once, asked about all at once, begun anew when the cluster starts them again.
import pwd
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
    return None, re.sub(r"^\w+( error)?: ((error|fatal): )?", "", lines[-1]).rstrip(".") if lines else "%s ended with %d" % (command[0], said.returncode)


def remember_commands(root):
    """Where Slurm's commands are is often known only after the setup, which no later question needs to run again."""
    env = {name: value for name, value in os.environ.items() if name == "SLURM_CONF"}
    write_json(os.path.join(root, "slurm.json"), {"commands": os.path.dirname(shutil.which("sbatch") or ""), "env": env})


def look_at_cluster(root):
    """What the cluster's GPUs are called, and why it cannot be asked, if so."""
    remember_commands(root)
    resources, problem = slurm(root, "sinfo", "-h", "-a", "-o", "%G")
    return {"resources": resources or "", "problem": problem, "away": bool(problem and AWAY.search(problem))}


def submit(root, folder, asked, began):
    """Hands the job to the cluster. One that is known there, by its number or under its name, is not handed over again."""
    keep_as_staged(folder, asked["files"])
    lock = try_lock_anywhere(os.path.join(folder, "slurm.lock"))
    try:
        if stopped_since(folder, began):
            return {"problem": STOPPED}
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
        who=name_of_user(remembered["account"]),
        told=content(os.path.join(folder, "slurm.told")).decode("ascii", "replace").strip() or None,
        cancelled=os.path.exists(os.path.join(folder, "slurm.cancelled")),
        there=os.path.isdir(folder),
        state=read_json(os.path.join(folder, "state.json")),
        seconds=seconds_of(folder, exit is not None or gone),
        said=content(os.path.join(folder, "slurm.log")).decode("utf8", "replace")[-500:] if gone and not exit else "",
    )


def name_of_user(account):
    """Whoever cancelled a job, by name; the accounting knows a number."""
    numbers = re.findall(r"CANCELLED by (\d+)", account or "")
    try:
        return pwd.getpwuid(int(numbers[-1])).pw_name if numbers else None
    except KeyError:
        return None


def withdraw(root, asked):
    """Takes the job from the cluster; answers once the queue no longer has it, or half a minute later."""
    folder = job_folder(root, asked["job"])
    remember_stop(folder)
    if not os.path.isdir(folder):
        return {"ended": True}, ()
    # Whoever is handing it over at this moment comes first.
    lock = try_lock_anywhere(os.path.join(folder, "slurm.lock"))
    if lock:
        lock.close()
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
