import { describe, expect, test } from "vitest";
import { programScript } from "../../../../src/adapters/compute/remote/ask-host";
import { sorted } from "../../../../src/adapters/compute/remote/fetch-results";
import { notThere } from "../../../../src/adapters/compute/remote/files-to-send";
import { type Look, Report } from "../../../../src/adapters/compute/remote/host-answers";
import { probeOf } from "../../../../src/adapters/compute/remote/look-at-host";
import { remoteName } from "../../../../src/adapters/compute/remote/remote-record";
import { whereJobsRun } from "../../../../src/adapters/compute/where-jobs-run";
import type { Compute } from "../../../../src/engine/ports/compute";

const answer = {
  executable: "/opt/bin/python",
  python: "3.12.1",
  packages: { numpy: "2.1" },
  managed: false,
  identity: "x",
};
const look: Look = {
  ...{ root: "/home/ada/.ai-scientist", host: "h100-lab", tried: [{ command: "python3", answer }], setup: "0" },
  ...{ have: [], gpus: [], freeDiskMb: 90_000, now: 1_000_000, known: false, cluster: null },
};
const access = {
  host: { name: "lab", run: () => Promise.reject(new Error("not asked")) },
  folder: "~/x",
  python: "",
  setup: "",
};

describe("what is there", () => {
  test("an interpreter with every package, room and a clock that fits are no problem", () => {
    expect(probeOf(look, access, ["numpy"], 1_000_500)).toMatchObject({
      interpreter: "/opt/bin/python",
      packages: { numpy: "2.1" },
      problems: [],
      freeDiskMb: 90_000,
    });
  });

  test("each trouble is a sentence that says what to do there", () => {
    const tried = [{ command: "python3", answer: { ...answer, packages: { torch: null } } }];
    const poor = { ...look, tried, setup: "127", freeDiskMb: 12, now: 1_000_000 - 400_000 };
    expect(probeOf(poor, access, ["torch"], 1_000_000).problems).toEqual([
      "lab: /opt/bin/python lacks torch: “/opt/bin/python -m pip install torch”.",
      "lab: The last line of compute.remoteSetup ended with code 127. Try it there in a terminal.",
      "lab: Only 12 MB are free in /home/ada/.ai-scientist. Make room there, or set compute.remoteFolder to a larger disk.",
      "lab: Its clock is 400 s behind. Set it there (NTP), or times will not fit.",
    ]);
    const none = { ...look, tried: [{ command: "/x/python", answer: null }] };
    expect(probeOf(none, { ...access, python: "/x/python" }, [], 1_000_000).problems).toEqual([
      "lab: /x/python is no Python interpreter that can be started.",
    ]);
  });

  test("GPUs are told with what is free", () => {
    const gpus = [{ index: 0, uuid: "GPU-1", name: "NVIDIA H100", free: true }];
    expect(probeOf({ ...look, gpus }, access, [], 1_000_000).gpus).toEqual([{ name: "NVIDIA H100", free: true }]);
  });
});

describe("what comes back", () => {
  test("files lie one after the other; a path that leads elsewhere or is there already stays on the host", () => {
    const files = ["run_1/a", "../x", "run_1/A", "/etc/passwd", "run_1/.git/config", "run_1/b"].map((path) => ({
      path,
      size: 3,
    }));
    expect(sorted({ files, left: ["run_1/model.pt"] })).toEqual({
      taken: [
        { path: "run_1/a", from: 0, size: 3 },
        { path: "run_1/b", from: 15, size: 3 },
      ],
      left: ["run_1/model.pt", "../x", "run_1/A", "/etc/passwd", "run_1/.git/config"],
    });
  });

  test("a name that Windows takes for a stream or does not take at all stays on the host there", () => {
    const files = ["run_1/a:b.png", "run_1/why?.txt", "run_1/b"].map((path) => ({ path, size: 3 }));
    expect(sorted({ files, left: [] }, "linux").taken).toHaveLength(3);
    expect(sorted({ files, left: [] }, "win32")).toEqual({
      taken: [{ path: "run_1/b", from: 6, size: 3 }],
      left: ["run_1/a:b.png", "run_1/why?.txt"],
    });
  });

  test("a report that no program of ours would write is none; a state that cannot be read is no state", () => {
    const report = { job: "a", over: null, seconds: 1, state: { type: "dancing" }, stdout: 0, stderr: 0 };
    expect(Report.parse(report).state).toBeNull();
    expect(Report.safeParse({ ...report, stdout: -1 }).success).toBe(false);
    expect(Report.safeParse({ ...report, over: { how: { type: "exited", code: 0 } } }).success).toBe(false);
  });
});

test("a file that is kept there is sent once, and not at all where it is", () => {
  const file = { source: "/x", size: 1, runs: false };
  const files = [
    { ...file, path: "experiment.py", sha256: "c", keep: false },
    { ...file, path: "data/a", sha256: "a", keep: true },
    { ...file, path: "data/copy", sha256: "a", keep: true },
    { ...file, path: "data/b", sha256: "b", keep: true },
    { path: "link", link: "experiment.py" },
  ];
  expect([...notThere(files, ["b"])].map(({ path }) => path)).toEqual(["experiment.py", "data/a"]);
});

test("a job's name is its own among projects and ideas, whatever these are called", () => {
  const name = remoteName("/home/ada/my study; rm -rf", "wider-layer", "run_1-attempt-1-0123456789");
  expect(name).toMatch(/^p-my-study-rm--rf-[0-9a-f]{8}-wider-layer-run_1-attempt-1-0123456789$/);
  expect(remoteName("/home/bob/my study; rm -rf", "wider-layer", "run_1-attempt-1-0123456789")).not.toBe(name);
});

test("the lines that a host runs first stay one word, and looking after jobs does without them where it can", () => {
  const setup = "module load cuda\necho 'it''s'";
  const polling = programScript({ python: "~/my env/bin/python", setup }, false);
  expect(polling).toContain(`for p in "$HOME"/'my env/bin/python' python3 `);
  expect(polling.indexOf("for p in")).toBeLessThan(polling.indexOf("module load"));
  const launching = programScript({ python: "", setup }, true);
  expect(launching.indexOf("for p in")).toBeGreaterThan(launching.indexOf("module load"));
});

test("a job that was started elsewhere is followed and ended there; a new one starts where the setting says", async () => {
  const called: string[] = [];
  const at = (place: string): Compute => ({
    place,
    probe: () => Promise.reject(new Error("not asked")),
    submit: async () => `new at ${place}`,
    watch: async function* () {
      called.push(`watch at ${place}`);
      yield { type: "state", state: { type: "running", gpus: [] } };
    },
    collect: async () => ({ files: [place], environment: { gpus: [], packages: {} } }),
    cancel: async (job) => void called.push(`${job} ended at ${place}`),
  });
  const compute = whereJobsRun(
    at("ssh:lab"),
    (job) => (job === "old" ? { place: "local" } : undefined),
    (to) => at(to.place),
  );
  const { signal } = new AbortController();
  for (const job of ["old", "new"]) {
    for await (const event of compute.watch(job, signal)) expect(event.type).toBe("state");
    await compute.cancel(job);
  }
  expect(called).toEqual(["watch at local", "old ended at local", "watch at ssh:lab", "new ended at ssh:lab"]);
  expect((await compute.collect("old", signal)).files).toEqual(["local"]);
  expect(await compute.submit({} as never, signal)).toBe("new at ssh:lab");
});
