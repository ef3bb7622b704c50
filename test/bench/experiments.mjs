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
export { rememberedNumbers } from "./src/editor/models/experiments/run-numbers";
export { experimentsWords } from "./src/editor/models/experiments/words";
export { begun, board, l10n, measured, recordOf } from "./test/editor/a-board";
export { Run } from "./src/research/run";
`;
const made = join(folder, "model.cjs");
await build({ stdin: { contents, resolveDir: root, loader: "ts" }, outfile: made, bundle: true, platform: "node" });
const { experimentsOf, experimentsWords, rememberedNumbers, begun, board, l10n, measured, recordOf } = await import(
  made
).then((module) => module.default ?? module);
const entryPoints = { experiments: join(root, "src/webview/experiments/main.ts") };
await build({ entryPoints, outdir: folder, bundle: true, minify: true, format: "iife", logLevel: "error" });
const styles = ["experiments.css"].map((name) => readFileSync(join(folder, name), "utf8"));
for (const name of ["panel", "experiments"]) styles.push(readFileSync(join(root, `media/webview/${name}.css`), "utf8"));
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
  const numbers = rememberedNumbers(l10n);
  const began = performance.now();
  const model = experimentsOf(l10n, state, { pictures: {} }, numbers);
  const made = performance.now();
  experimentsOf(l10n, state, { pictures: {} }, numbers);
  const show = { type: "show", words: experimentsWords(l10n), model };
  return { show, took: made - began, again: performance.now() - made };
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const browser = await launchBrowser();
const tab = await browser.newPage({ viewport: { width: 1400, height: 900 } });
tab.on("pageerror", (error) => console.log(error));
await tab.goto(pathToFileURL(join(folder, "index.html")).href);

const protocol = await tab.context().newCDPSession(tab);
await protocol.send("Performance.enable", { timeDomain: "threadTicks" });
/** Milliseconds that the page's main thread has worked, whatever else this machine was doing. */
const worked = async () => {
  const { metrics } = await protocol.send("Performance.getMetrics");
  return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
};

/** Handles messages one after the other, each with the layout and the frame that follow it: by the clock, and by the thread's own work. */
async function timed(messages) {
  await tab.evaluate((all) => void (window.messages = all), messages);
  const before = await worked();
  const times = await tab.evaluate(async () => {
    const taken = [];
    for (const data of window.messages) {
      await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame, 0)));
      const began = performance.now();
      window.dispatchEvent(new MessageEvent("message", { data }));
      document.querySelector(".scroll")?.getBoundingClientRect();
      taken.push(performance.now() - began);
    }
    return taken;
  });
  return { clock: median(times), work: ((await worked()) - before) / messages.length };
}

/** The work of putting the same count of cells with nothing but a number each into a document: what this machine gives now. */
async function plainTable(rows, columns) {
  const cells = Array.from({ length: columns }, (_, column) => `<td>0.0${column}</td>`).join("");
  const html = `<table>${`<tr>${cells}</tr>`.repeat(rows)}</table>`;
  const before = await worked();
  await tab.evaluate(async (content) => {
    const holder = document.body.appendChild(document.createElement("div"));
    for (let turn = 0; turn < 10; turn++) {
      holder.innerHTML = content;
      holder.getBoundingClientRect();
      await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame, 0)));
    }
    holder.remove();
  }, html);
  return ((await worked()) - before) / 10;
}

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
const results = {};
const note = async (what, messages) => {
  results[what] = await timed(messages);
  const { clock, work } = results[what];
  console.log(
    `  ${what.padEnd(46)} ${work.toFixed(1).padStart(7)} ms of work, ${clock.toFixed(1).padStart(7)} ms by the clock`,
  );
};
console.log(
  `  model of 100 runs × 50 metrics, in the editor: first ${all.took.toFixed(0)} ms, again ${all.again.toFixed(1)} ms by the clock`,
);
await timed([few]);
await note("primary metrics of 100 runs", shows(all.show));
await tab.evaluate(() => document.querySelector(".quiet-button").click());
await tab.evaluate(() => {
  for (const item of document.querySelectorAll('.popup [aria-checked="false"]')) item.click();
  document.querySelector(".filter").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
});
const columns = await tab.evaluate(() => document.querySelectorAll("thead th").length);
await note(`draw 100 runs, ${columns} columns`, shows(all.show));
await note(`draw 10 runs, ${columns} columns`, shows(few));
await timed([all.show]);
await note("update of one run", updates);
await note("update of all 100 runs", wholeUpdates);
const plain = await plainTable(100, columns);
const [, whole, ten, one] = Object.values(results).map(({ work }) => work);
console.log(`  a bare table of as many numbers${" ".repeat(16)} ${plain.toFixed(1).padStart(7)} ms of work`);
console.log(`  drawing all takes ${(whole / plain).toFixed(2)} of the bare table`);
console.log(
  `  100 runs take ${(whole / ten).toFixed(1)} times the work of 10; an update of one takes ${(one / whole).toFixed(2)} of drawing all`,
);
await browser.close();
rmSync(folder, { recursive: true, force: true });
if (columns < 55) process.exitCode = 1;
