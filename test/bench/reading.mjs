// How long the language server takes to answer about a 41 kB paper: hovers, completion, and a hover right after a key. Fails where
// half of the hovers take more than 20 ms.
// node test/bench/reading.mjs
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import protocol from "vscode-languageserver-protocol/node";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "reading-"));
const options = { bundle: true, platform: "node", format: "cjs", logLevel: "error" };
const server = join(folder, "server.cjs");
const papers = join(folder, "papers.cjs");
await build({ ...options, entryPoints: [`${root}/src/language-server/main.ts`], outfile: server });
await build({ ...options, entryPoints: [`${root}/test/bench/judged-paper.ts`], outfile: papers });
const { default: judged } = await import(pathToFileURL(papers).href);
const text = judged.longPaper(root);
cpSync(`${root}/test/fixtures/claims/studies/noise_gate`, folder, { recursive: true });
writeFileSync(join(folder, "paper.tex"), text);

const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(child.stdout),
  new protocol.StreamMessageWriter(child.stdin),
);
connection.listen();
const uri = pathToFileURL(join(folder, "paper.tex")).href;
const send = (method, params) => connection.sendNotification(method, params);
await connection.sendRequest("initialize", {
  processId: null,
  rootUri: null,
  capabilities: {},
  initializationOptions: { chktex: false },
});
await send("textDocument/didOpen", { textDocument: { uri, languageId: "latex", version: 1, text } });

const lines = text.split("\n");
const numbers = lines.flatMap((line, index) =>
  [...line.matchAll(/\d+\.\d+/g)].map((match) => ({ line: index, character: match.index + 1 })),
);
const ask = async (method, position) => {
  const began = performance.now();
  const answer = await connection.sendRequest(method, { textDocument: { uri }, position });
  return { answer, took: performance.now() - began };
};
const first = await ask("textDocument/hover", numbers[0]);
const hovers = [];
for (let count = 0; count < 100; count++)
  hovers.push(await ask("textDocument/hover", numbers[(count * 7) % numbers.length]));
const completions = [];
for (let count = 0; count < 50; count++)
  completions.push(await ask("textDocument/completion", numbers[(count * 5) % numbers.length]));
const afterKeys = [];
const middle = { line: numbers[numbers.length >> 1].line, character: 0 };
for (let count = 0; count < 30; count++) {
  const contentChanges = [{ range: { start: middle, end: middle }, text: "a " }];
  await send("textDocument/didChange", { textDocument: { uri, version: count + 2 }, contentChanges });
  afterKeys.push(await ask("textDocument/hover", numbers[0]));
}
connection.dispose();
child.kill();
rmSync(folder, { recursive: true, force: true });

const at = (share, asked) => asked.map(({ took }) => took).sort((a, b) => a - b)[Math.ceil(asked.length * share) - 1];
const row = (name, asked) =>
  console.log(
    `  ${name.padEnd(24)} median ${at(0.5, asked).toFixed(1)} ms, 95th of 100 ${at(0.95, asked).toFixed(1)} ms`,
  );
console.log(`Questions about a ${Math.round(text.length / 1000)} kB paper with ${numbers.length} numbers`);
console.log(`  the first hover, with results read and all claims judged: ${first.took.toFixed(0)} ms`);
row("hover", hovers);
row("completion", completions);
row("hover right after a key", afterKeys);
console.log(`  ${hovers.filter(({ answer }) => answer).length} of 100 hovers had something to say`);
if (at(0.5, hovers) > 20) {
  console.error("  a hover takes more than 20 ms");
  process.exitCode = 1;
}
