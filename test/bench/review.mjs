// How long a review of 200 hunks over 20 files takes, with a real git: node test/bench/review.mjs
// Reading the hunks, drawing the tree, and one decision with what follows it. Each should stay below 100 ms.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bench-review-"));
const contents = `
export { openGitWorkspace } from "./src/adapters/workspace/git-workspace";
export { reviewTree } from "./src/editor/models/review-tree";
export { codeLenses } from "./src/editor/models/code-lenses";
export { begun, board, l10n } from "./test/editor/a-board";
`;
const outfile = join(folder, "bench.cjs");
await build({ stdin: { contents, resolveDir: root, loader: "ts" }, outfile, bundle: true, platform: "node" });
const { openGitWorkspace, reviewTree, codeLenses, begun, board, l10n } = await import(outfile).then(
  (module) => module.default ?? module,
);

const project = join(folder, "project");
const git = (...args) => execFileSync("git", args, { cwd: project, stdio: "pipe" });
const names = Array.from({ length: 20 }, (_, index) => `part_${String(index).padStart(2, "0")}.py`);
const text = (rate) =>
  `${Array.from({ length: 200 }, (_, line) => (line % 20 === 5 ? `rate_${line} = ${rate}` : `value_${line} = ${line}`)).join("\n")}\n`;
execFileSync("git", ["init", "-q", "-b", "main", project]);
for (const name of names) writeFileSync(join(project, name), text(0.1));
git("add", "-A");
git("-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-q", "-m", "Begin");
const workspace = openGitWorkspace({ project, slug: "bench", rehearsal: true });
await workspace.open();
const hunks = names.flatMap((path) =>
  Array.from({ length: 10 }, () => ({ path, title: "Faster", why: "It is slow." })),
);
const edits = names.map((path) => ({ path, before: text(0.1), after: text(0.2) }));
const intent = { idea: "bench", step: "run 1", title: "Faster", why: "", kind: "code", model: "rehearsal", hunks };
await workspace.propose(edits, intent);

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
async function measured(what, times, work) {
  const taken = [];
  for (let turn = 0; turn < times; turn++) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  const shown = [median(taken), Math.max(...taken)].map((time) => `${time.toFixed(1)} ms`.padStart(9));
  console.log(`  ${what.padEnd(46)} median ${shown[0]}, slowest ${shown[1]}`);
  return median(taken);
}

const read = () => Promise.all([workspace.undecided(), workspace.accepted()]);
const [undecided] = await read();
const shown = begun({ asked: "change", undecided });
const reading = await measured(`read ${undecided.length} hunks of ${names.length} files`, 9, read);
const drawing = await measured("draw the tree", 15, () => JSON.stringify(reviewTree(l10n, board(shown))));
const printing = await measured("small print of one file", 15, () =>
  codeLenses(l10n, shown, names[0], text(0.2).split("\n")),
);
let next = 0;
const deciding = await measured("accept one hunk", 9, () => workspace.accept([undecided[next++].id]));
const rejecting = await measured("reject one hunk", 9, () => workspace.reject([undecided[next++].id]));
console.log(`  one decision takes ${(deciding / reading).toFixed(1)} times as long as reading the hunks`);
rmSync(folder, { recursive: true, force: true });
const slow = [drawing, printing, deciding, rejecting].filter((time) => time > 100);
if (undecided.length !== 200 || slow.length > 0) process.exitCode = 1;
