import fs from "node:fs";
import path from "node:path";
import { node, projectEnvironment, root } from "./checkout.mjs";
import { runThrough } from "./programs.mjs";

/** Builds the extension and the terminal program into `dist/`. Resolves to the exit code. */
export function build() {
  console.log("\n== build");
  return runThrough(node, [path.join(root, "esbuild.mjs")], { cwd: root, env: projectEnvironment() });
}

/** Runs the terminal program on this terminal, shown as one would type it. Resolves to its exit code. */
export function aiScientist(args, env = {}) {
  console.log(`\n$ ai-scientist ${args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)).join(" ")}`);
  return runThrough(node, [path.join(root, "dist/headless.js"), ...args], { cwd: root, env: projectEnvironment(env) });
}

/** Whether somebody made a project in `folder` already: every project has an experiment. */
export function isProject(folder) {
  return fs.existsSync(path.join(folder, "experiment.py"));
}
