# Which processes there are, and which belong to a job. Standard library only; works from Python 3.8.
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time

MARK = "AI_SCIENTIST_JOB"


def content(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def read_json(path):
    try:
        return json.loads(content(path))
    except ValueError:
        return None


def write_json(path, value):
    """The file is there with all of its content or not at all."""
    draft = "%s.%d" % (path, os.getpid())
    with open(draft, "w") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def claim_json(path, value):
    """Like write_json, for the first who comes; False for everybody else."""
    draft = "%s.%d" % (path, os.getpid())
    with open(draft, "w") as file:
        json.dump(value, file)
    try:
        os.link(draft, path)
        return True
    except FileExistsError:
        return False
    finally:
        os.unlink(draft)


def boot():
    """Another after every restart, also of a container, whose first process is not that of the machine."""
    first = row_of(1)
    return content("/proc/sys/kernel/random/boot_id").decode().strip() + ":" + (first["started"] if first else "")


def row_of(pid):
    stat = content("/proc/%d/stat" % pid)
    if b")" not in stat:
        return None
    fields = stat[stat.rindex(b")") + 2 :].split()
    names = ("parent", "group", "session")
    row = {name: int(value) for name, value in zip(names, fields[1:4])}
    return dict(row, pid=pid, state=fields[0].decode(), started=fields[19].decode())


def table():
    """All processes but zombies, which hold nothing and cannot be ended."""
    if not os.path.isdir("/proc/self"):
        return table_of_ps()
    rows = (row_of(int(name)) for name in os.listdir("/proc") if name.isdigit())
    return [row for row in rows if row and row["state"] not in "ZX"]


def table_of_ps():
    env = dict(os.environ, LC_ALL="C")
    said = subprocess.run(["ps", "-axo", "pid=,ppid=,pgid=,stat=,lstart="], stdout=subprocess.PIPE, env=env).stdout
    rows = (line.split(None, 4) for line in said.decode().splitlines())
    return [
        {"pid": int(r[0]), "parent": int(r[1]), "group": int(r[2]), "session": 0, "state": r[3], "started": r[4].strip()}
        for r in rows
        if len(r) == 5 and not r[3].startswith("Z")
    ]


def start_of(pid):
    """When the process began, in the system's own unit; None when there is none or only a zombie."""
    rows = [row_of(pid)] if os.path.isdir("/proc/self") else [row for row in table() if row["pid"] == pid]
    return next((row["started"] for row in rows if row and row["state"] not in "ZX"), None)


def identity_of(pid):
    return {"pid": pid, "host": socket.gethostname(), "started": start_of(pid), "boot": boot()}


def is_alive(identity):
    started = start_of(identity["pid"]) if identity.get("boot") == boot() else None
    return started is not None and started == identity["started"]


def resident_mb(pid):
    for line in content("/proc/%d/status" % pid).splitlines():
        if line.startswith(b"VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


def adopt_orphans():
    """What a job leaves behind becomes our child, however it hid itself. Linux only; elsewhere marks and groups must do."""
    try:
        ctypes.CDLL(None, use_errno=True).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    except (OSError, AttributeError):
        pass


def reap(child):
    """Buries what ended; gives the exit status of `child` once it did. An end by a signal counts 128 and its number."""
    status = None
    while True:
        try:
            pid, how = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return status
        if pid == 0:
            return status
        if pid == child:
            status = os.WEXITSTATUS(how) if os.WIFEXITED(how) else 128 + os.WTERMSIG(how)


class Members:
    """The processes of a job: those of its group or session, those that carry its mark, what they started, and our children."""

    def __init__(self, leader, folder, parent=None):
        self.leader, self.parent = leader, parent
        self.mark = b"\0%s=%s\0" % (MARK.encode(), os.fsencode(folder))
        self.known, self.strangers = set(), set()

    def running(self):
        rows = [row for row in table() if row["pid"] != os.getpid()]
        found = {row["pid"]: row for row in rows if self.belongs(row)}
        before = -1
        while before != len(found):
            before = len(found)
            for row in rows:
                if row["parent"] in found or (self.parent and row["parent"] == self.parent):
                    found[row["pid"]] = row
        self.known.update(key_of(row) for row in found.values())
        return list(found.values())

    def belongs(self, row):
        if self.leader in (row["pid"], row["group"], row["session"]) or key_of(row) in self.known:
            return True
        if key_of(row) in self.strangers:
            return False
        if self.mark in b"\0" + content("/proc/%d/environ" % row["pid"]):
            return True
        self.strangers.add(key_of(row))
        return False

    def end(self, grace):
        """TERM to all, `grace` seconds to comply, then KILL until none is left."""
        deadline = time.monotonic() + grace
        self.signal(signal.SIGTERM)
        while self.left() and time.monotonic() < deadline:
            time.sleep(0.05)
        for _ in range(100):
            if not self.left():
                return
            self.signal(signal.SIGKILL)
            time.sleep(0.05)

    def left(self):
        if self.parent:
            reap(None)
        return self.running()

    def signal(self, number):
        """Stops them all first: what stands still starts nothing more while the others are looked for."""
        stopped = set()
        while True:
            members = self.running()
            moving = [row for row in members if key_of(row) not in stopped]
            for row in moving:
                send(row["pid"], signal.SIGSTOP)
                stopped.add(key_of(row))
            if not moving:
                break
        for row in members:
            send(row["pid"], number)
        for row in members:
            send(row["pid"], signal.SIGCONT)


def key_of(row):
    return (row["pid"], row["started"])


def send(pid, number):
    try:
        os.kill(pid, number)
    except OSError:
        pass  # It ended by itself in the meantime, or became somebody else's.
