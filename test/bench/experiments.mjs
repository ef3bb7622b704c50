// How long the Experiments panel takes to draw, in a real Chromium: node test/bench/experiments.mjs
// 100 runs with 50 metrics each, every column shown: aims are 50 ms for the whole and 16 ms for an update. Layout is included.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { launchBrowser } from "../e2e/host/host.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bench-experiments-"));
const contents = `
export { experimentsOf } from "./src/editor/models/experiments/experiments";
export { experimentsWords } from "./src/editor/models/experiments/words";
export { begun, board, l10n, measured, recordOf } from "./test/editor/a-board";
export { Run } from "./src/research/run";
`;
const made = join(folder, "model.cjs");
await build({ stdin: { contents, resolveDir: root, loader: "ts" }, outfile: made, bundle: true, platform: "node" });
const { experimentsOf, experimentsWords, begun, board, l10n, measured, recordOf } = await import(made).then(
  (module) => module.default ?? module,
);
const entryPoints = { experiments: join(root, "src/webview/experiments/main.ts") };
await build({ entryPoints, outdir: folder, bundle: true, minify: true, format: "iife", logLevel: "error" });
const styles = ["experiments.css"].map((name) => readFileSync(join(folder, name), "utf8"));
styles.push(readFileSync(join(root, "media/webview/experiments.css"), "utf8"));
const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><style>${styles.join("\n")}</style></head><body style="font: 13px sans-serif">
<main id="experiments"></main>
<script>window.said = []; window.acquireVsCodeApi = () => ({ postMessage: (m) => window.said.push(m), getState: () => undefined, setState() {} });</script>
<script src="experiments.js"></script></body></html>`;
writeFileSync(join(folder, "index.html"), page);

function message(runs, metrics) {
  const seeds = (number, metric) => [0, 1, 2].map((seed) => 1 + Math.sin(number * 7 + metric * 3 + seed) / 10);
  const names = Array.from({ length: metrics }, (_, metric) => `set_${String(metric).padStart(2, "0")}`);
  const recorded = Array.from({ length: runs }, (_, number) => {
    const losses = Object.fromEntries(names.map((name, metric) => [name, seeds(number, metric)]));
    return { type: "run-recorded", run: measured(number, `Run that is number ${number}`, losses) };
  });
  const state = board(begun({ record: recordOf(...recorded), here: false, locked: false }));
  const began = performance.now();
  const model = experimentsOf(l10n, state, { pictures: {} });
  return { show: { type: "show", words: experimentsWords(l10n), model }, took: performance.now() - began };
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const browser = await launchBrowser();
const tab = await browser.newPage({ viewport: { width: 1400, height: 900 } });
tab.on("pageerror", (error) => console.log(error));
await tab.goto(pathToFileURL(join(folder, "index.html")).href);

/** Times of handling messages one after the other, each with the layout that follows it. */
const timed = (messages) =>
  tab.evaluate(async (all) => {
    const times = [];
    for (const data of all) {
      await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame, 0)));
      const began = performance.now();
      window.dispatchEvent(new MessageEvent("message", { data }));
      document.body.getBoundingClientRect();
      document.querySelector(".scroll").scrollWidth;
      times.push(performance.now() - began);
    }
    return times;
  }, messages);

const all = message(100, 50);
// Every column is chosen, so that all 50 metrics are in the table.
const few = message(10, 50).show;
const shows = (show) => Array.from({ length: 15 }, () => show);
const row = (index, turn) => ({ ...all.show.model.rows[index], stateText: `measured ${turn}`, line: `step ${turn}` });
const updates = Array.from({ length: 40 }, (_, turn) => ({ type: "rows", rows: [row(turn % 20, turn)] }));
const wholeUpdates = Array.from({ length: 15 }, (_, turn) => ({
  type: "rows",
  rows: all.show.model.rows.map((_, index) => row(index, turn)),
}));
const [first] = await timed([all.show]);
await tab.evaluate(() => document.querySelector(".quiet-button").click());
await tab.evaluate(() => {
  for (const item of document.querySelectorAll('.popup [aria-checked="false"]')) item.click();
  document.querySelector(".filter").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
});
const columns = await tab.evaluate(() => document.querySelectorAll("thead th").length);
const results = {
  "model of 100 runs × 50 metrics, in the editor": all.took,
  "first picture, primary metrics alone": first,
  [`draw 100 runs, ${columns} columns`]: median(await timed(shows(all.show))),
  [`draw 10 runs, ${columns} columns`]: median(await timed(shows(few))),
};
await timed([all.show]);
results["update of one run"] = median(await timed(updates));
results["update of all 100 runs"] = median(await timed(wholeUpdates));
for (const [what, time] of Object.entries(results))
  console.log(`  ${what.padEnd(48)} ${time.toFixed(1).padStart(7)} ms`);
const [, , whole, ten, one] = Object.values(results);
console.log(
  `  100 runs take ${(whole / ten).toFixed(1)} times as long as 10; an update of one takes ${(one / whole).toFixed(2)} of the whole`,
);
await browser.close();
rmSync(folder, { recursive: true, force: true });
if (columns < 55) process.exitCode = 1;
