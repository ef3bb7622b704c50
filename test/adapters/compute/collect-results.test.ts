import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collectResults } from "../../../src/adapters/compute/collect-results";

/** A job that has ended, whose experiment left what `leave` puts into its folder. */
async function collected(leave: (results: string) => void) {
  const [folder, worktree] = ["job-", "worktree-"].map((name) => mkdtempSync(join(tmpdir(), name))) as [string, string];
  const job = { commit: "c1", collect: ["run_1"], env: {}, limits: { diskMb: 1 } };
  writeFileSync(join(folder, "job.json"), JSON.stringify({ job, command: [] }));
  const results = join(folder, "work/run_1");
  mkdirSync(results, { recursive: true });
  leave(results);
  return { ...(await collectResults(folder, worktree)), results: join(worktree, "run_1") };
}

test("what a run says of itself is read from a plain file, never through a link", async () => {
  const elsewhere = join(mkdtempSync(join(tmpdir(), "elsewhere-")), "secret.json");
  writeFileSync(elsewhere, '{"data_sources": "another project\'s", "trainable_parameters": 7}');
  const { environment } = await collected((results) => symlinkSync(elsewhere, join(results, "extra.json")));
  expect(environment).toEqual({ sandbox: "none", gpus: [], packages: {}, commit: "c1", dirty: false });
  const plain = await collected((results) => writeFileSync(join(results, "extra.json"), '{"trainable_parameters": 7}'));
  expect(plain.environment.trainableParameters).toBe(7);
});

test.skipIf(process.platform === "win32")(
  "a pipe in the place of a result is left, and nobody waits for it",
  async () => {
    const { files } = await collected((results) => execFileSync("mkfifo", [join(results, "extra.json")]));
    expect(files).toEqual(["run_1/env.json"]);
  },
);

test("what a run's numbers are worth, and where it was made, is not the experiment's to say", async () => {
  const { files, results } = await collected((folder) => {
    writeFileSync(join(folder, "final_info.json"), "{}");
    writeFileSync(join(folder, "env.json"), '{"cpu": "a dream"}');
    mkdirSync(join(folder, "standing.json"));
    writeFileSync(join(folder, "standing.json/x"), "");
  });
  expect(files).toEqual(["run_1/env.json", "run_1/final_info.json"]);
  expect(existsSync(join(results, "standing.json"))).toBe(false);
  expect(readFileSync(join(results, "env.json"), "utf8")).not.toContain("dream");
});
