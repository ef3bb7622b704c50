import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const PROGRAM = join(__dirname, "../../dist/headless.js");
const folder = mkdtempSync(join(tmpdir(), "start-terminal-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `--help` says to somebody whose cache is there, on whatever system. */
function help(cache: string): string {
  const env = { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache, NODE_OPTIONS: "" };
  return execFileSync(process.execPath, [PROGRAM, "--help"], { env, encoding: "utf8", timeout: 60_000 });
}

test("the program is kept as V8 made it, and says the same when it is started from there", () => {
  const cache = join(folder, "cache");
  const [first, second] = [help(cache), help(cache)];
  expect(first).toContain("From an idea to a reviewed paper");
  expect(second).toBe(first);
  const kept = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("compiled"));
  expect(kept.length).toBeGreaterThan(1);
});

test("who has no folder for it is served all the same", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(help(join(file, "cache"))).toContain("From an idea to a reviewed paper");
  if (existsSync("/proc/self")) expect(help("/proc/nowhere")).toContain("From an idea to a reviewed paper");
});
