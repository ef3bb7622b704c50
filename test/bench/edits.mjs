// How fast and how willing the edit engine is: node test/bench/edits.mjs [--json]
// Answers are made from known texts, so that every result can be compared byte for byte with what was meant.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const entry = fileURLToPath(new URL("../../src/engine/edits/apply-edits.ts", import.meta.url));
const bundle = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", target: "node22" });
const { applyEdits } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString("base64")}`
);

const WORDS =
  "loss model data train step batch layer noise sample score weight grad rate mean eval cache hidden norm".split(" ");
const word = (n) => WORDS[n % WORDS.length];

function program(lines) {
  const text = ["import math", "import torch", ""];
  for (let n = 0; text.length < lines; n++) {
    text.push(`def ${word(n)}_${n}(x, ${word(n * 7)}=${n / 100}):`);
    text.push(
      `    """Gives the ${word(n)} of ${word(n * 3)} ${n}."""`,
      `    ${word(n * 5)} = x * ${n}`,
      "    for index in range(len(x)):",
    );
    text.push(
      `        x[index] += math.sqrt(${n + 1})`,
      `        if index > ${n}:`,
      "            continue",
      `    return ${word(n * 5)}`,
      "",
      "",
    );
  }
  return `${text.slice(0, lines).join("\n")}\n`;
}

function paper(paragraphs) {
  const text = ["\\documentclass{article}", "\\begin{document}"];
  for (let n = 0; n < paragraphs; n++) {
    if (n % 6 === 0) text.push(`\\section{${word(n)} ${n}}`, `\\label{sec:${n}}`, "");
    const sentence = (k) =>
      `The ${word(n + k)} of the ${word(n * 3 + k)} reaches ${n}.${k}\\% after ${n * 100 + k} steps on shakespeare\\_char.`;
    text.push(Array.from({ length: 7 }, (_, k) => sentence(k)).join(" "), "");
  }
  return `${text.join("\n")}\n\\end{document}\n`;
}

const block = (path, search, replace) =>
  `${path}\n\`\`\`\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\n`;
const plain = (line) => line.replaceAll("\\%", "%").replaceAll("\\_", "_");

/** Cases on one file: what is sent, and the text that must come out (undefined: nothing may). */
function casesOf(path, text, count) {
  const lines = text.split("\n").slice(0, -1);
  const after = (at, fresh) => `${[...lines.slice(0, at), ...fresh, ...lines.slice(at + fresh.length)].join("\n")}\n`;
  const tex = path.endsWith(".tex");
  return Array.from({ length: count }, (_, round) => {
    const at = 12 + Math.floor(((lines.length - 30) * round) / count);
    const old = lines.slice(at, at + 8);
    const spoken = old.findIndex((line, index) => index > 2 && /\w/.test(line));
    const fresh = old.map((line, index) => (index === spoken ? line.replace(/\w+/, `fresh${round}`) : line));
    const send = (change) => block(path, old.map(change).join("\n"), fresh.map(change).join("\n"));
    const right = after(at, fresh);
    return [
      ["exact", send((line) => line), right],
      ["blanks at ends", send((line) => `${line}  `), right],
      ["indentation", send((line) => (line ? `    ${line}` : line)), right],
      ...(tex ? [] : calls(lines, at, after)),
      ...(tex ? [["escapes", send(plain), right], ...sentences(lines, at, after)] : []),
      [
        "not found",
        block(path, `${old.map((line) => line.replace(/\d+/g, "777")).join("\n")}\nnever written`, "x = 1"),
        undefined,
      ],
      ["cut", send((line) => line).slice(0, -30), undefined],
      ["ambiguous", block(path, tex ? "" : "    for index in range(len(x)):", "x"), undefined],
    ].map(([kind, message, expected]) => ({ kind, message, expected, path, text }));
  }).flat();
}

function calls(lines, start, after) {
  const at = lines.findIndex((line, index) => index >= start && line.includes("math.sqrt("));
  const [old] = lines[at].match(/math\.sqrt\(\d+\)/);
  const fresh = old.replace("sqrt", "exp");
  return [["part of a line", block("experiment.py", old, fresh), after(at, [lines[at].replace(old, fresh)])]];
}

function sentences(lines, start, after) {
  const at = lines.findIndex((line, index) => index >= start && line.startsWith("The "));
  if (at < 0) return [];
  const [old] = lines[at].match(/The [^.]+\.3\\% after \d+ steps/);
  const fresh = old.replace("reaches", "attains");
  return [
    [
      "part of a line",
      block("template.tex", plain(old), plain(fresh)),
      after(at, [lines[at].replace(old, () => fresh)]),
    ],
  ];
}

function measure(cases) {
  for (const { message, path, text } of cases.slice(0, 200)) applyEdits(message, { [path]: text });
  const kinds = {};
  for (const { kind, message, path, text, expected } of cases) {
    const started = performance.now();
    const { files } = applyEdits(message, { [path]: text });
    const milliseconds = performance.now() - started;
    const row = (kinds[kind] ??= { times: [], applied: 0, wanted: 0, wrong: 0 });
    row.times.push(milliseconds);
    if (expected !== undefined) row.wanted++;
    if (path in files) files[path] === expected ? row.applied++ : row.wrong++;
  }
  return kinds;
}

const percentile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const round = (value) => Math.round(value * 1000) / 1000;

function summary(kinds) {
  const rows = Object.values(kinds);
  const times = rows.flatMap((row) => row.times);
  const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
  return {
    blocks: times.length,
    perSecond: Math.round((1000 * times.length) / times.reduce((a, b) => a + b, 0)),
    p50: round(percentile(times, 0.5)),
    p99: round(percentile(times, 0.99)),
    max: round(Math.max(...times)),
    applied: `${sum("applied")}/${sum("wanted")}`,
    wrongWrites: sum("wrong"),
  };
}

const files = {
  "experiment.py, 300 lines": ["experiment.py", program(300), 60],
  "template.tex, 90 paragraphs": ["template.tex", paper(90), 60],
  "experiment.py, 5,000 lines": ["experiment.py", program(5000), 60],
  "template.tex, 5,000 lines": ["template.tex", paper(2120), 40],
};
const report = {};
for (const [name, [path, text, count]] of Object.entries(files)) {
  const kinds = measure(casesOf(path, text, count));
  report[name] = {
    all: summary(kinds),
    ...Object.fromEntries(Object.entries(kinds).map(([kind, row]) => [kind, summary({ row })])),
  };
}
if (process.argv.includes("--json")) console.log(JSON.stringify(report, null, 2));
else
  for (const [name, rows] of Object.entries(report)) {
    console.log(`\n${name} (times in ms)`);
    console.table(rows);
  }
if (Object.values(report).some(({ all }) => all.wrongWrites)) process.exitCode = 1;
