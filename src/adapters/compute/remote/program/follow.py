# Where jobs stand, and how they are ended.


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


def cancel(root, asked):
    """Asks the supervisor; ends the processes itself when there is none any more. Answers once nothing of the job runs."""
    folder = job_folder(root, asked["job"])
    remember_stop(folder)
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
