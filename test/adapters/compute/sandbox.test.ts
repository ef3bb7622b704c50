import { expect, test } from "vitest";
import { bubblewrapArguments } from "../../../src/adapters/compute/sandbox/bubblewrap-arguments";
import { denialsIn } from "../../../src/adapters/compute/sandbox/denials";
import { pathsIn } from "../../../src/adapters/compute/sandbox/interpreter-paths";
import { processCap } from "../../../src/adapters/compute/sandbox/process-cap";
import {
  ADMINISTRATORS,
  cachesOf,
  gpuDevices,
  holds,
  librariesOf,
  readablePaths,
} from "../../../src/adapters/compute/sandbox/visible-paths";
import { fixForNoSandbox, whyNoSandbox } from "../../../src/adapters/compute/sandbox/why-no-sandbox";

const job = "/home/ada/study/.ai-scientist/ideas/x/jobs/run_1";
const cage = {
  work: `${job}/work`,
  temporary: `${job}/tmp`,
  home: { at: "/home/ada", shows: `${job}/home` },
  visible: {
    readable: ["/home/ada/.venv"],
    emptied: ["/opt/study"],
    devices: ["/dev/nvidia0"],
    resolver: ["/run/systemd/resolve"],
    hidden: ["/etc/shadow"],
  },
  network: false,
};

test("a job sees the system, its interpreter and its own folders, and writes only in the last", () => {
  const args = bubblewrapArguments(cage);
  const binds = triples(args);
  expect(binds.filter(([option]) => option === "--bind")).toEqual([
    ["--bind", `${job}/tmp`, "/tmp"],
    ["--bind", `${job}/tmp`, "/var/tmp"],
    ["--bind", `${job}/home`, "/home/ada"],
    ["--bind", `${job}/work`, `${job}/work`],
    ["--bind", `${job}/tmp`, `${job}/tmp`],
  ]);
  expect(binds).toContainEqual(["--ro-bind-try", "/usr", "/usr"]);
  expect(binds).toContainEqual(["--ro-bind-try", "/home/ada/.venv", "/home/ada/.venv"]);
  expect(binds).toContainEqual(["--ro-bind", "/dev/null", "/etc/shadow"]);
  expect(binds).toContainEqual(["--dev-bind-try", "/dev/nvidia0", "/dev/nvidia0"]);
  expect(args.slice(-6)).toEqual(["--remount-ro", "/", "--remount-ro", "/dev", "--chdir", `${job}/work`]);
});

test("what lies below another place comes after it, so that it is not hidden by it", () => {
  const at = (path: string) => bubblewrapArguments(cage).lastIndexOf(path);
  expect(at("/home/ada")).toBeLessThan(at("/home/ada/.venv"));
  expect(at("/home/ada/.venv")).toBeLessThan(at(`${job}/tmp`));
  expect(at("/dev")).toBeGreaterThan(at("/dev/shm"));
});

test("a job has processes, memory and rights of its own, and the network only where it may", () => {
  const closed = bubblewrapArguments(cage);
  expect(closed).toEqual(expect.arrayContaining(["--unshare-pid", "--unshare-ipc", "--unshare-net", "--cap-drop"]));
  expect(closed).not.toContain("/run/systemd/resolve");
  const open = bubblewrapArguments({ ...cage, network: true });
  expect(open).not.toContain("--unshare-net");
  expect(open).toContain("/run/systemd/resolve");
});

test("nothing is bound twice, and nothing that would open the home or the project's journals", () => {
  const closed = ["/home/ada", "/home/ada/study/.ai-scientist"];
  expect(
    readablePaths(
      [
        "/usr/lib/python3.11",
        "/home/ada/study/.venv/lib/python3.11/site-packages",
        "/home/ada/study/.venv/",
        "/home/ada/.pyenv/versions/3.11.7",
        "/home/ada",
        "/home",
        "/",
        "/home/ada/study",
        "relative",
        "/home/ada/study-lib",
      ],
      closed,
    ),
  ).toEqual(["/home/ada/study-lib", "/home/ada/study/.venv", "/home/ada/.pyenv/versions/3.11.7"]);
});

test("what a project in /opt needs is bound, though /opt is the system's, since the project is shown empty", () => {
  const wanted = ["/opt/study/.venv", "/opt/conda"];
  expect(readablePaths(wanted, ["/opt/study/.ai-scientist"], ["/opt/study"])).toEqual(["/opt/study/.venv"]);
});

test("a path lies in a folder, not merely begins like it", () => {
  expect(holds("/home/ada", "/home/ada/x")).toBe(true);
  expect(holds("/home/ada", "/home/ada")).toBe(true);
  expect(holds("/home/ada", "/home/adam")).toBe(false);
  expect(holds("/home/ada", "/home")).toBe(false);
  expect(holds("/home/ada", "/home/ada/..x")).toBe(true);
});

test("of caches the data are shown and no token", () => {
  const caches = cachesOf({ HOME: "/home/ada", TORCH_HOME: "/data/torch" });
  expect(caches).toContain("/home/ada/.cache/huggingface/hub");
  expect(caches).toContain("/data/torch/hub");
  expect(caches).not.toContain("/home/ada/.cache/huggingface");
  expect(librariesOf({ CUDA_HOME: "/sw/cuda", LD_LIBRARY_PATH: "/sw/a:/sw/b:" })).toEqual([
    "/sw/cuda",
    "/sw/a",
    "/sw/b",
  ]);
  expect(gpuDevices(["null", "nvidia0", "nvidiactl", "nvidia-caps", "dri", "sda", "kvm"])).toEqual([
    "/dev/nvidia0",
    "/dev/nvidiactl",
    "/dev/nvidia-caps",
    "/dev/dri",
  ]);
});

test("an interpreter may print before it answers, and may not answer", () => {
  expect(pathsIn('hello\n["/usr"]\n')).toEqual(["/usr"]);
  expect(pathsIn("")).toEqual([]);
  expect(pathsIn("[1]")).toEqual([]);
});

test("why there is no sandbox is said with what gives one", () => {
  expect(whyNoSandbox("darwin", undefined)).toBe("There is no sandbox for runs on macOS.");
  const missing = whyNoSandbox("linux", undefined);
  expect([missing, fixForNoSandbox("linux", missing)]).toEqual([
    "bubblewrap is not installed.",
    "Install the package bubblewrap with the system's package manager.",
  ]);
  const forbidden = whyNoSandbox("linux", "bwrap: setting up uid map: Permission denied\n");
  expect(forbidden).toBe(
    "This system does not let bubblewrap make a sandbox (bwrap: setting up uid map: Permission denied).",
  );
  expect(fixForNoSandbox("linux", forbidden)).toContain("Allow user namespaces");
  const unusual = whyNoSandbox("linux", "bwrap: execvp /sw/python: No such file or directory");
  expect(fixForNoSandbox("linux", unusual)).toContain("compute.python");
});

const denying = { network: false, own: [`${job}/work`, "/tmp"], isHidden: (path: string) => path.startsWith("/home") };

test("what was denied is read from what the experiment printed", () => {
  const output = `Traceback (most recent call last):
OSError: [Errno 30] Read-only file system: '/etc/x'
touch: cannot touch '/usr/y': Read-only file system
OSError: [Errno 30] Read-only file system: '${job}/work/z'
FileNotFoundError: [Errno 2] No such file or directory: '/home/ada/.ssh/id_ed25519'
FileNotFoundError: [Errno 2] No such file or directory: 'data/train.bin'
FileNotFoundError: [Errno 2] No such file or directory: '/data/not-there'
socket.gaierror: [Errno -3] Temporary failure in name resolution
OSError: [Errno 101] Network is unreachable`;
  expect(denialsIn(output, denying)).toEqual([
    "It wanted to write /etc/x; a run writes only in its own folder and in that for temporary files.",
    "It wanted to write /usr/y; a run writes only in its own folder and in that for temporary files.",
    "It asked for /home/ada/.ssh/id_ed25519, which is not shown to runs.",
    "It asked for the network, which runs have only where template.json says so.",
  ]);
});

test("a network that fails is not called forbidden where it is allowed", () => {
  expect(denialsIn("Network is unreachable\nConnection refused", { ...denying, network: true })).toEqual([]);
  expect(denialsIn("all good", denying)).toEqual([]);
});

function triples(args: readonly string[]): string[][] {
  return args.flatMap((arg, at) => (/bind/.test(arg) ? [args.slice(at, at + 3)] : []));
}

test("the kernel caps what an account may start, where it counts inside of the sandbox", () => {
  expect(processCap(256, "6.1.0-18-amd64", 1000)).toEqual(["prlimit", "--nproc=2560:2560", "--"]);
  expect(processCap(256, "5.10.0", 1000)).toEqual([]);
  expect(processCap(256, "6.1.0", 0)).toEqual([]);
});

test("what only an administrator may read is hidden with the copies that are kept of it", () => {
  expect(ADMINISTRATORS).toEqual(expect.arrayContaining(["/etc/shadow", "/etc/shadow-", "/etc/ssh/ssh_host_rsa_key"]));
});
