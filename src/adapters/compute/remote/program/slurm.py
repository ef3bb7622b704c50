# Runs that a Slurm cluster starts: submitted once, asked about all at once, begun anew when the cluster starts them again.
import pwd
import re

AWAY = re.compile("unable to contact|timed out|zero bytes|connection (refused|reset)|unable to connect|not responding", re.I)


def slurm(root, *command):
    """(what it printed, None), or (None, why not): a controller that does not answer says nothing about a job."""
    known = read_json(os.path.join(root, "slurm.json")) or {}
    usual = ["/opt/slurm/bin", "/usr/local/slurm/bin", "/usr/local/bin", "/usr/bin"]
    path = [os.environ.get("PATH", ""), known.get("commands", "")] + usual
    env = {**known.get("env", {}), **os.environ, "LC_ALL": "C", "SLURM_BITSTR_LEN": "0", "PATH": ":".join(part for part in path if part)}
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
    tasks = [task_folder(root, folder, task) for task in asked["slurm"].get("tasks", ())]
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
        for index, task in enumerate(tasks):
            write_text(os.path.join(task, "slurm.id"), "%s_%d" % (number, index))
        write_text(os.path.join(folder, "slurm.id"), number)
        return {"started": True}
    finally:
        if lock:
            lock.close()


def task_folder(root, folder, task):
    """One task of an array has a folder of its own, like any job; what it starts from is staged there when it starts."""
    own = job_folder(root, task["job"])
    if not os.path.isdir(own):
        draft = "%s.draft-%d-%d" % (own, os.getpid(), time.time_ns())
        os.mkdir(draft)
        record = read_json(os.path.join(folder, "job.json"))
        job = dict(record["job"], env=dict(record["job"]["env"], **task["env"]))
        write_json(os.path.join(draft, "job.json"), dict(record, job=job, staged=folder))
        os.rename(draft, own)
    return own


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
        if re.fullmatch(r"\d+(_\d+)?", number):
            return number
    return None


def stands(number, rows):
    """Whether the queue has a job, a task of an array (7_1), or any task of one. Tasks that wait have one row together: 7_[0-2,4%1]."""
    job, _, task = number.partition("_")
    return any(row.partition("_")[0] == job and (not task or task in tasks_in(row)) for row in rows)


def tasks_in(row):
    listed = row.partition("_")[2].strip("[]").partition("%")[0]
    for part in filter(None, listed.split(",")):
        ends, _, step = part.partition(":")
        first, _, last = ends.partition("-")
        for task in range(int(first), int(last or first) + 1, int(step or 1)):
            yield str(task)


def number_under(root, name):
    """A job that was taken and whose number never reached us still has its name."""
    said, problem = slurm(root, "squeue", "-h", "-t", "all", "-u", str(os.getuid()), "-n", name, "-o", "%F")
    return (None, problem) if problem else ((said.split() or [None])[-1], None)


def queue(root, asked):
    """All of the account's jobs in one question to the cluster, then what each of ours left, and its logs from the offsets on."""
    rows, unseen = slurm(root, "squeue", "-h", "-u", str(os.getuid()), "-o", asked["format"])
    standing = [line.split("|")[0] for line in (rows or "").splitlines()]
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
    gone = unseen is None and number is not None and not stands(number, standing)
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
    folders = [folder] + [one for one in (job_folder(root, task) for task in asked.get("tasks", ())) if os.path.isdir(one)]
    for one in folders:
        open(os.path.join(one, "slurm.cancelled"), "w").close()
    numbers = {one for one in [number] + [number_of(one) for one in folders] if one}
    deadline = time.monotonic() + 30
    if numbers:
        _, problem = slurm(root, "scancel", *sorted(numbers))
    while numbers and time.monotonic() < deadline:
        rows, unseen = slurm(root, "squeue", "-h", "-u", str(os.getuid()), "-o", "%i")
        if unseen:
            return {"ended": False, "unseen": unseen}, ()
        numbers = {one for one in numbers if stands(one, rows.split())}
        if numbers:
            time.sleep(0.3)
    return {"ended": not numbers, "unseen": problem if numbers else None}, ()
