import { describe, expect, test } from "vitest";
import { Environment } from "../../src/research/environment";
import { failureAtLimit, failureIn } from "../../src/research/failure";
import { reachedIn } from "../../src/research/reached";
import { describeOutcome } from "../../src/research/run";

const machine = Environment.parse({
  gpus: ["NVIDIA H100 80GB HBM3"],
  packages: { numpy: "1.26.4", pip: "24.0", torch: "2.3.1" },
});
const died = (stderrEnd: string, code = 1, stdoutEnd = "") => failureIn({ code, stdoutEnd, stderrEnd }, machine);

describe("what a program died of", () => {
  test.each([
    [
      "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has a total capacity of 79.11 GiB",
      "out of GPU memory (2.50 GiB more were wanted)",
      "smaller batch",
    ],
    ["torch.OutOfMemoryError: HIP out of memory.", "out of GPU memory", "GPU with more memory"],
    ["RuntimeError: CUDA error: out of memory", "out of GPU memory", "smaller batch"],
    [
      "numpy.core._exceptions._ArrayMemoryError: Unable to allocate 74.5 GiB for an array with shape (100000, 100000)",
      "out of memory (74.5 GiB more were wanted)",
      "smaller batch",
    ],
    ["Traceback\nMemoryError", "out of memory", "compute.memoryLimitMb"],
    [
      "RuntimeError: [enforce fail at alloc_cpu.cpp:83] DefaultCPUAllocator: can't allocate memory: you tried",
      "out of memory",
      "smaller batch",
    ],
    ["OSError: [Errno 28] No space left on device: 'run_1/a.pt'", "no room on the disk", "compute.diskLimitMb"],
    [
      "AssertionError: Torch not compiled with CUDA enabled",
      "it asked for a GPU, and none can be used (there is NVIDIA H100 80GB HBM3)",
      "torch.cuda.is_available()",
    ],
    [
      "ModuleNotFoundError: No module named 'sklearn.neighbors'",
      "sklearn is not installed",
      "Installed are: numpy 1.26.4, torch 2.3.1.",
    ],
    ["/usr/bin/python3: No module named scipy", "scipy is not installed", "requirements"],
    [
      "ImportError: cannot import name 'RMSNorm' from 'torch.nn' (/x/torch/nn/__init__.py)",
      "torch.nn has no RMSNorm",
      "The installed version is torch 2.3.1",
    ],
    ["RuntimeError: CUDA error: device-side assert triggered", "the GPU refused an operation", "out of range"],
  ])("%s", (stderr, what, advice) => {
    const failure = died(stderr);
    expect(failure?.what).toBe(what);
    expect(failure?.advice).toContain(advice);
  });

  test("a signal that nobody here sent", () => {
    expect(died("", 137)?.what).toBe(
      "killed from outside (signal 9), most likely because the machine ran out of memory",
    );
    expect(died("", 139)?.what).toBe("crashed in compiled code (signal 11)");
  });

  test("what only the author of the program can tell is left to its last words", () => {
    expect(died("ValueError: no such metric")).toBeUndefined();
    expect(died("", 1, "memory is fine")).toBeUndefined();
  });

  test("standard error speaks before standard output", () => {
    expect(died("ModuleNotFoundError: No module named 'x'", 1, "MemoryError was caught")?.what).toBe(
      "x is not installed",
    );
  });

  test("every limit says what to do with less", () => {
    for (const limit of ["seconds", "memoryMb", "diskMb", "processes", "outputMb"])
      expect(failureAtLimit(limit).advice.length).toBeGreaterThan(20);
  });
});

describe("how far a run had come", () => {
  const curves = JSON.stringify({
    shakespeare: { "val_loss (seed 0)": { x: [0, 500, 1000], y: [4.2, 2.1, 1.623456], xLabel: "step" }, broken: 3 },
  });

  test("is what it had measured, else where its curves end, else its last line with a number", () => {
    const stdoutEnd = "step 900: loss 1.7\nsaving\n";
    const finalInfo = '{"dino": {"means": {"kl": 1.5}}}';
    expect(reachedIn({ finalInfo, curves, stdoutEnd })).toBe("kl 1.5 on dino");
    expect(reachedIn({ curves, stdoutEnd })).toBe("val_loss (seed 0) 1.6235 on shakespeare at step 1000");
    expect(reachedIn({ stdoutEnd })).toBe("step 900: loss 1.7");
    expect(reachedIn({ curves: "{torn", finalInfo: "{torn", stdoutEnd: "" })).toBe("");
  });

  test("is told in a few words, whatever the file holds", () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`curve\n${n}`, { y: [n] }]));
    const words = reachedIn({ curves: JSON.stringify({ set: many }), stdoutEnd: "" });
    expect(words).toMatch(/^curve 0 0 on set; curve 1 1 on set; .*…$/);
    expect(words).not.toContain("\n");
  });
});

test("an outcome says the reason rather than the last line, and a time-out how far it had come", () => {
  const what = "out of GPU memory";
  expect(
    describeOutcome({
      ...{ type: "crashed", exitCode: 1, stdoutEnd: "", stderrEnd: "something else\n" },
      failure: { what, advice: "" },
    }),
  ).toBe("crashed with exit code 1: out of GPU memory");
  expect(describeOutcome({ type: "timed-out", seconds: 60, lastLines: "", reached: "loss 2 on a at step 9" })).toBe(
    "stopped at the time limit of 60 s, having come to: loss 2 on a at step 9",
  );
});
