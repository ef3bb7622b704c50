# A run on a node of a Slurm cluster: what it was given, how it is told to end, and how it begins anew.


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
    """To before its first start. The logs stay and grow on, so that whoever reads them keeps their place."""
    record = read_json(os.path.join(folder, "job.json"))
    root, source = record["root"], record.get("staged", folder)
    for name in ("work", "tmp"):
        shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
        os.mkdir(os.path.join(folder, name))
    for name in ("supervisor.json", "started.json", "state.json", "exit.json", "env.json", "cancel", "slurm.told"):
        if os.path.exists(os.path.join(folder, name)):
            os.unlink(os.path.join(folder, name))
    for file in read_json(os.path.join(source, "staged.json")):
        target = inside(os.path.join(folder, "work"), file["path"])
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if file.get("keep"):
            if not copy_checked(cached(root, file["sha256"]), target, file["sha256"]):
                raise OSError(2, "The data that it was given are gone", file["path"])
            os.chmod(target, 0o700 if file["runs"] else 0o600)
        else:
            shutil.copy2(os.path.join(source, "staged", file["path"]), target, follow_symlinks=False)


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


def cluster_job():
    """The number under which the cluster's own commands know this job: 7, or 7_1 for a task of an array."""
    array, task = (os.environ.get("SLURM_ARRAY_%s" % name) for name in ("JOB_ID", "TASK_ID"))
    return "%s_%s" % (array, task) if array and task else os.environ.get("SLURM_JOB_ID")


def given_gpus():
    """As Slurm names them: mostly numbers."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    return [] if visible in ("", "NoDevFiles") else visible.split(",")


def numbers(gpus):
    """Parts of a GPU have names instead."""
    return [int(gpu) for gpu in gpus if str(gpu).isdigit()]
