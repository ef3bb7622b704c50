import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { HostUnreachable, sshHost, thisHost } from "../../../../src/adapters/compute/remote/host";
import { quoted, quotedPath } from "../../../../src/adapters/compute/remote/quote";

const signal = new AbortController().signal;
const folders: string[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("this machine as a host", () => {
  test("a script answers with its code, its bytes and its complaints, whatever they are", async () => {
    const { code, stdout, stderr } = await thisHost().run(`printf 'a\\000\\377\\n'; echo oh >&2; exit 255`, { signal });
    expect({ code, stdout: [...stdout], stderr }).toEqual({ code: 255, stdout: [97, 0, 255, 10], stderr: "oh\n" });
  });

  test("a script reads exactly what it was given, not one byte of itself", async () => {
    const input = Buffer.from([...Array(70_000).keys()].map((value) => value % 256));
    expect((await thisHost().run("cat", { input, signal })).stdout.equals(input)).toBe(true);
    expect((await thisHost().run("cat", { signal })).stdout).toHaveLength(0);
  });

  test.each(["plain", "", "two words", `it's "so" $HOME \`id\``, "line\nbreak", "-n", "\\", "!!", "~/x"])(
    "the value %j stays one word",
    async (value) => {
      expect((await thisHost().run(`printf %s ${quoted(value)}`, { signal })).stdout.toString()).toBe(value);
    },
  );

  test("a path from home begins at the home of the host", async () => {
    const { stdout } = await thisHost().run(`printf %s ${quotedPath("~/a b/$c")}`, { signal });
    expect(stdout.toString()).toBe(`${process.env.HOME}/a b/$c`);
  });

  test("a script that never came to its end is unknown, not failed", async () => {
    await expect(thisHost().run("kill -9 $$", { signal })).rejects.toThrow(HostUnreachable);
    await expect(thisHost().run("sleep 9", { signal, timeoutSeconds: 0.2 })).rejects.toThrow("No answer within 0.2 s.");
  });

  test("who gives up waiting is told so", async () => {
    const waiting = new AbortController();
    const run = thisHost().run("sleep 9", { signal: waiting.signal });
    waiting.abort("paused");
    await expect(run).rejects.toBe("paused");
  });
});

describe("a host behind ssh", () => {
  test("what a login shell prints is no answer, and a lost link is none", async () => {
    pretendSsh('[ "$1" = -G ] && exit; for last; do :; done; echo Welcome; sh -c "$last"; echo bye');
    expect((await sshHost("box").run("echo hi; exit 3", { signal })).stdout.toString()).toBe("hi\n");
    pretendSsh('[ "$1" = -G ] && exit; echo "client_loop: send disconnect: Broken pipe" >&2; exit 255');
    await expect(sshHost("box").run("echo hi", { signal })).rejects.toMatchObject({
      name: "HostUnreachable",
      trouble: "link",
      message: "box does not answer (client_loop: send disconnect: Broken pipe).",
    });
  });

  test("a password that nobody can type here names the command that opens the connection", async () => {
    pretendSsh(
      '[ "$1" = -G ] && exit; echo "ada@box: Permission denied (publickey,keyboard-interactive)." >&2; exit 255',
    );
    await expect(sshHost("box").run("true", { signal })).rejects.toMatchObject({
      trouble: "sign-in",
      message: expect.stringMatching(/ssh -o ControlMaster=auto -o ControlPath=\S+\/%C -o ControlPersist=8h box exit$/),
    });
  });
});

/** A program called `ssh` that is found first. */
function pretendSsh(body: string): void {
  const folder = mkdtempSync(join(tmpdir(), "ssh-"));
  folders.push(folder);
  writeFileSync(join(folder, "ssh"), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, "ssh"), 0o755);
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env.PATH}`);
}
