import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { identityOf } from "../../../src/adapters/process-identity";
import { whileAlone } from "../../../src/adapters/typesetter/while-alone";

const signal = new AbortController().signal;
let folder: string;
let lock: string;
let other: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  lock = join(folder, "main.lock");
});
afterEach(() => {
  other?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Another program that compiles the same paper, until it is killed. */
async function heldByAnother(host?: string): Promise<void> {
  other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const identity = await identityOf(other.pid!);
  writeFileSync(lock, JSON.stringify({ ...identity, ...(host ? { host } : {}) }));
}

test("what another window is doing is waited for, also when it dies", async () => {
  await heldByAnother();
  const log: unknown[] = [];
  const mine = whileAlone(
    lock,
    60,
    signal,
    async () => log.push("mine"),
    (isWaiting) => log.push({ isWaiting }),
  );
  await expect.poll(() => log).toEqual([{ isWaiting: true }]);
  other.kill("SIGKILL");
  await mine;
  expect(log).toEqual([{ isWaiting: true }, { isWaiting: false }, "mine"]);
  expect(existsSync(lock)).toBe(false);
});

test("who is called off while waiting leaves at once", async () => {
  await heldByAnother();
  const called = new AbortController();
  const mine = whileAlone(lock, 60, called.signal, async () => "mine");
  called.abort("stopped");
  await expect(mine).rejects.toThrow();
  expect(existsSync(lock)).toBe(true);
});

test("a lock of another machine does not hold for ever, and stays that machine's", async () => {
  await heldByAnother("another-machine");
  expect(await whileAlone(lock, 0.3, signal, async () => "mine")).toBe("mine");
  expect(existsSync(lock)).toBe(true);
});

test("the lock is given back when the work fails", async () => {
  await expect(whileAlone(lock, 60, signal, () => Promise.reject(new Error("It broke.")))).rejects.toThrow("It broke.");
  expect(existsSync(lock)).toBe(false);
});
