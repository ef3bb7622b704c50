// Size of the bundles, and how long the editor's first file takes to load and activate, with a `vscode` of stand-ins (so a lower
// bound of what a user waits; the end-to-end test measures the real one): node test/bench/activation.mjs
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
for (const file of readdirSync(dist).filter((name) => name.endsWith(".js"))) {
  console.log(`  ${file.padEnd(22)} ${(statSync(`${dist}/${file}`).size / 1000).toFixed(0).padStart(6)} kB`);
}

const child = `
  const Module = require("node:module");
  const anything = () => new Proxy(function () {}, {
    get: (_, name) => name === Symbol.toPrimitive ? () => "" : name === Symbol.iterator ? function* () {} : name === "then" ? undefined : anything(),
    apply: () => anything(), construct: () => ({ event: () => ({ dispose() {} }), fire() {}, dispose() {} }),
  });
  const load = Module._load;
  Module._load = (name, ...rest) => name === "vscode" ? Object.create(anything()) : load(name, ...rest);
  const began = performance.now();
  require(${JSON.stringify(`${dist}/extension.js`)}).activate({ subscriptions: [], secrets: anything(), globalState: anything(), workspaceState: anything(), extensionUri: anything(), asAbsolutePath: (p) => p });
  process.stdout.write(String(performance.now() - began)); process.exit(0);
`;
const times = Array.from({ length: 15 }, () =>
  Number(execFileSync(process.execPath, ["-e", child], { encoding: "utf8" })),
).sort((a, b) => a - b);
console.log(`  load and activate: median ${times[7].toFixed(1)} ms, slowest of 15 ${times[14].toFixed(1)} ms`);
