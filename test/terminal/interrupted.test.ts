import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { put } from "../adapters/workspace/a-repository";
import { startProgram } from "../real/program";
import { aFolder, forgetProjects, tinyProject } from "../real/projects";

afterAll(forgetProjects);

test.runIf(process.platform !== "win32")(
  "Ctrl-C while another program is at work ends ours by its own exit code, not by the signal",
  async () => {
    const folder = aFolder();
    const began = join(folder, "began");
    put(folder, { "bin/git": `#!/bin/sh\ntouch ${began}\nexec sleep 2\n` });
    mkdirSync(join(folder, "bin"), { recursive: true });
    chmodSync(join(folder, "bin/git"), 0o755);
    const env = { PATH: `${join(folder, "bin")}:${process.env.PATH}` };
    const { child, ended } = startProgram(["run", tinyProject("pass"), "--model", "rehearsal"], { env });
    await expect.poll(() => existsSync(began)).toBe(true);
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect(child.signalCode).toBe(null);
  },
);
