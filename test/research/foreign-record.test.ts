import { describe, expect, test } from "vitest";
import { recordIn } from "../../src/research/foreign-record";

const read = (record: unknown) => recordIn(JSON.stringify(record));

describe("the record of a machine, by whoever it was written", () => {
  test("ours stays as it is", () => {
    const own = { gpus: ["NVIDIA L4"], python: "3.12.1", packages: { torch: "2.5.0" }, memoryGb: 31, seeds: [0, 1] };
    expect(read(own)).toEqual(own);
  });

  test("a GPU with its memory and how many there are", () => {
    const record = read({ gpu: { name: "NVIDIA A100", memory_gb: 80, count: 2 }, parameters: 1234, seeds: 3 });
    expect(record).toMatchObject({ gpus: ["NVIDIA A100", "NVIDIA A100"], gpuMemoryMb: [81_920, 81_920] });
    expect(record).toMatchObject({ trainableParameters: 1234 });
    expect(record).not.toHaveProperty("seeds");
  });

  test("names with their machine's before them, versions beside everything else", () => {
    const record = read({
      gpu_name: "RTX 3090",
      num_gpus: 1,
      cpu_model: "EPYC 7543",
      ram_gb: "64 GB",
      torch_version: "2.4.0",
    });
    expect(record).toMatchObject({ gpus: ["RTX 3090"], cpu: "EPYC 7543", memoryGb: 64, packages: { torch: "2.4.0" } });
  });

  test("hardware and software apart, packages as pins", () => {
    const record = read({
      hardware: { gpus: [{ model: "H100" }], cpu_count: 16 },
      software: { python_version: "3.11.9", packages: ["torch==2.3.1+cu121", "numpy==1.26.4"] },
    });
    expect(record).toMatchObject({ gpus: ["H100"], cores: 16, python: "3.11.9" });
    expect(record?.packages).toEqual({ torch: "2.3.1+cu121", numpy: "1.26.4" });
  });

  test("a device is no GPU's name, a field of another form takes nothing with it, and what is no object is no record", () => {
    const record = read({ device: "cuda:0", cpu: 8, python: "3.10.2" });
    expect(record).toMatchObject({ gpus: [], packages: {}, python: "3.10.2" });
    expect(record).not.toHaveProperty("cpu");
    expect([recordIn("[]"), recordIn("{"), recordIn("")]).toEqual([undefined, undefined, undefined]);
  });
});
