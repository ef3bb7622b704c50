// How long a paper of 41 kB takes after a key, against one start of ChkTeX on the same text in the same run; and how long
// `ai-scientist lint` takes for each of ten papers of others, its start included, in processor time.
// Needs dist/ (npm run build). Fails above 5 ms (p95; more where ChkTeX is slower than on a quiet machine) or 1 s a paper.
// node test/bench/lint.mjs
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundled, root } from "./parts/bundled.mjs";

const bench = await bundled("linted-paper.ts");
const folder = mkdtempSync(join(tmpdir(), "lint-bench-"));
/** Milliseconds. */
const CHKTEX_ON_A_QUIET_MACHINE = 8;
const SAY_WORK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('\\n'+JSON.stringify(process.cpuUsage())))";
let failed = false;
const wrong = (text) => {
  console.error(`  ${text}`);
  failed = true;
};
try {
  const { text, keys, times } = bench.lintWhileTyping();
  const sorted = times.toSorted((a, b) => a - b);
  const [median, p95] = [sorted[sorted.length >> 1], sorted[Math.floor(sorted.length * 0.95)]];
  console.log(`Own rules on a paper of ${Math.round(text.length / 1000)} kB, after each of ${keys} keys`);
  console.log(`  median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  const spawned = Array.from({ length: 20 }, () => {
    const began = performance.now();
    const { error } = spawnSync("chktex", ["-q", "-v0", "-I0"], { input: text });
    return error ? undefined : performance.now() - began;
  }).filter((time) => time !== undefined);
  const chktex = spawned.toSorted((a, b) => a - b)[spawned.length >> 1];
  // A machine on which ChkTeX takes longer than it does on a quiet one is given as much more.
  const allowed = 5 * Math.max(1, (chktex ?? 0) / CHKTEX_ON_A_QUIET_MACHINE);
  if (chktex === undefined) console.log("  ChkTeX is not installed");
  else console.log(`  one start of ChkTeX ${chktex.toFixed(1)} ms, ${(chktex / median).toFixed(1)} times as long`);
  if (p95 > allowed) wrong(`slower than ${allowed.toFixed(1)} ms (p95)`);

  console.log("ai-scientist lint with claims");
  for (const { name, files, root: source } of bench.foreignPapers()) {
    const home = join(folder, name);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), content);
    }
    const command = [`${root}/dist/headless.js`, "lint", join(home, source), "--json"];
    const began = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", SAY_WORK, ...command]);
    const wall = performance.now() - began;
    const { user, system } = JSON.parse(String(stderr).trim().split("\n").at(-1));
    const work = (user + system) / 1000;
    const errors = JSON.parse(String(stdout)).filter(({ severity }) => severity === "error").length;
    console.log(
      `  ${name.padEnd(34)} ${work.toFixed(0).padStart(5)} ms of work, ${wall.toFixed(0).padStart(5)} ms by the clock, ${errors} errors`,
    );
    if (work > 1000) wrong(`${name}: slower than 1 s`);
    if (status !== 0) wrong(`${name}: ended with ${status}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
