// Size of the bundles, and how long the editor's first file takes to load and activate, and how long what a window with a project
// loads next, with a `vscode` of stand-ins (so a lower bound of what a user waits; the end-to-end test measures the real one):
// node test/bench/activation.mjs [FOLDER OF BUNDLES]
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const dist = process.argv[2] ?? fileURLToPath(new URL("../../dist", import.meta.url));
for (const file of readdirSync(dist).filter((name) => name.endsWith(".js"))) {
  console.log(`  ${file.padEnd(22)} ${(statSync(`${dist}/${file}`).size / 1000).toFixed(0).padStart(6)} kB`);
}

const before = `
  const Module = require("node:module");
  const anything = () => new Proxy(function () {}, {
    get: (_, name) => name === Symbol.toPrimitive ? () => "" : name === Symbol.iterator ? function* () {} : name === "then" ? undefined : anything(),
    apply: () => anything(), construct: () => ({ event: () => ({ dispose() {} }), fire() {}, dispose() {} }),
  });
  const load = Module._load;
  Module._load = (name, ...rest) => name === "vscode" ? Object.create(anything()) : load(name, ...rest);
  const part = (name) => require(${JSON.stringify(dist)} + "/" + name + ".js");
  const began = performance.now();
`;
const after = "process.stdout.write(String(performance.now() - began)); process.exit(0);";

tell(
  "load and activate",
  `part("extension").activate({ subscriptions: [], secrets: anything(), globalState: anything(), workspaceState: anything(),
    extensionUri: anything(), extension: anything(), asAbsolutePath: (p) => p });`,
);
tell("load what shows a project", 'part("models"); part("project");');
tell("load what starts the language server", 'part("language-client");');
tell("load what commands do, after these", 'part("models"); const began = performance.now(); part("commands");');

function tell(what, code) {
  const text = `${before}{ ${code} ${after} }`;
  const times = Array.from({ length: 15 }, () =>
    Number(execFileSync(process.execPath, ["-e", text], { encoding: "utf8" })),
  ).sort((a, b) => a - b);
  console.log(`  ${what}: median ${times[7].toFixed(1)} ms, slowest of 15 ${times[14].toFixed(1)} ms`);
}
