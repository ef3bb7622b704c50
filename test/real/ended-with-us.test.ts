import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./program";

const WATCHER = join(root, "test/fixtures/hosts/ended-with.sh");

/** A cluster of two sleeping daemons: `stop` ends the first, of the second it knows nothing. */
const CLUSTER = `case $1 in
start) for n in 1 2; do LIES=$2 setsid sleep 600 </dev/null >/dev/null 2>&1 & echo $! > $2/$n.pid; done ;;
stop) kill $(cat $2/1.pid); echo stopped > $2.stopped ;;
esac
`;

/** Starts the daemons and their watcher as a test does, and is interrupted as a test is. */
const PARENT = `
const { spawn, spawnSync } = require("node:child_process");
const [watcher, script, folder] = process.argv.slice(1);
spawn("bash", [watcher, script, folder], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
spawnSync("bash", [script, "start", folder]);
console.log("ready");
setInterval(() => {}, 1000);
`;

const isAlive = (pid: number) => existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));

test.each(["SIGINT", "SIGKILL"] as const)("what a test started ends with it when its group gets %s", async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), "daemons-"));
  const script = `${folder}.sh`;
  writeFileSync(script, CLUSTER);
  const parent = spawn(process.execPath, ["-e", PARENT, WATCHER, script, folder], { detached: true });
  let pids: number[] = [];
  try {
    await new Promise((resolve) => parent.stdout.once("data", resolve));
    pids = ["1", "2"].map((name) => Number(readFileSync(join(folder, `${name}.pid`), "utf8")));
    expect(pids.map(isAlive)).toEqual([true, true]);
    process.kill(-parent.pid!, signal);
    await expect.poll(() => existsSync(folder)).toBe(false);
    await expect.poll(() => pids.map(isAlive)).toEqual([false, false]);
    expect(existsSync(`${folder}.stopped`)).toBe(true);
  } finally {
    for (const pid of pids.filter(isAlive)) process.kill(pid, "SIGKILL");
    for (const path of [script, `${folder}.stopped`]) rmSync(path, { force: true });
  }
});
