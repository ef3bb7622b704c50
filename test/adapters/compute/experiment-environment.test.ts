import { expect, test } from "vitest";
import { experimentEnvironment, isSecret } from "../../../src/adapters/compute/experiment-environment";

test("an experiment gets what programs need, a place for temporary files and what the job asked for", () => {
  const ours = {
    PATH: "/bin",
    HOME: "/home/r",
    CUDA_VISIBLE_DEVICES: "1",
    EDITOR: "vi",
    NODE_OPTIONS: "--x",
    OPENAI_API_KEY: "sk-1",
    HTTP_PROXY: "http://u:p@proxy",
  };
  expect(experimentEnvironment(ours, { WIDTH: "64", OMP_NUM_THREADS: "4", WANDB_API_KEY: "k" }, "/job/tmp")).toEqual({
    PATH: "/bin",
    HOME: "/home/r",
    CUDA_VISIBLE_DEVICES: "1",
    TMPDIR: "/job/tmp",
    TEMP: "/job/tmp",
    TMP: "/job/tmp",
    WIDTH: "64",
    OMP_NUM_THREADS: "4",
    MKL_NUM_THREADS: "1",
    OPENBLAS_NUM_THREADS: "1",
    MPLBACKEND: "Agg",
    PYTHONUNBUFFERED: "1",
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUTF8: "1",
    PYTHONHASHSEED: "0",
    LANG: "C.UTF-8",
  });
});

test("secrets are known by their name, word for word, and by their shape", () => {
  for (const name of [
    "OPENAI_API_KEY",
    "apikey",
    "HF_TOKEN",
    "DB_PASSWORD",
    "aws-secret-access-key",
    "GH_AUTH",
    "CREDENTIALS",
  ])
    expect(isSecret(name, "x"), name).toBe(true);
  for (const name of ["MAX_TOKENS", "TOKENIZERS_PARALLELISM", "AUTHOR", "KEYBOARD", "PASSES"])
    expect(isSecret(name, "7"), name).toBe(false);
  expect(isSecret("DATA", "ghp_0123456789")).toBe(true);
});
