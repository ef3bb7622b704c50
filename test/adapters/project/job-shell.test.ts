import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { jobShell, shellIn } from "../../../src/adapters/project/job-shell";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "job-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a terminal at a run", () => {
  test("of this machine is where its files are; before they are there, in its folder", async () => {
    expect(await jobShell(folder)).toEqual({ type: "here", folder });
    mkdirSync(join(folder, "work"));
    expect(await jobShell(folder)).toEqual({ type: "here", folder: join(folder, "work") });
  });

  test("of a host goes to the run's folder there, whatever it is called, and to the home where it is gone", () => {
    const job = join(folder, ".ai scientist/jobs/it's $(touch x)");
    mkdirSync(join(job, "work"), { recursive: true });
    // The login shell is asked where it stands.
    const stand = (command: string) =>
      execFileSync("sh", ["-c", command], {
        env: { ...process.env, HOME: folder, SHELL: "/bin/pwd" },
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    const command = (path: string) => shellIn(path).replace(/ -l$/, "");
    expect(stand(command(job))).toBe(join(job, "work"));
    expect(stand(command("~/.ai scientist/jobs/it's $(touch x)"))).toBe(join(job, "work"));
    expect(stand(command("~/gone"))).toBe(folder);
  });
});
