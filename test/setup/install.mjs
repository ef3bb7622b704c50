import path from "node:path";
import { installVsCode } from "../e2e/host/install.mjs";
import { installPackages } from "./packages.mjs";
import { installPython } from "./python.mjs";
import { installSystem, systemParts } from "./system.mjs";

export { installPackages, installPython, installSystem, installVsCode };

const installers = { packages: installPackages, python: installPython, vscode: installVsCode };

/**
 * Makes this machine ready for the named parts; quick when everything is there. Goes on after a part that failed. Gives
 * `missing` (part -> the sentences that tell the reader how to get it) and `interpreter` (a Python, if one was asked for).
 */
export async function installAll(names) {
  const missing = new Map();
  const system = await installSystem(names.filter((name) => systemParts.includes(name)));
  for (const name of system.missing ?? []) missing.set(name, system.instruction);
  let interpreter;
  for (const name of names.filter((each) => each in installers)) {
    const outcome = await installers[name]();
    if (!outcome.ready) missing.set(name, outcome.instruction);
    interpreter = outcome.interpreter ?? interpreter;
  }
  return { missing, interpreter };
}

/** Prints each instruction once, however many parts share it. */
export function printInstructions(missing) {
  for (const instruction of new Set(missing.values())) console.error(`\n${instruction}`);
}

/** `node test/setup/install.mjs [part ...]`: exit code 0, 2 for an unknown part, 3 when something stays missing. */
async function main(names) {
  const known = [...systemParts, ...Object.keys(installers)];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(", ")}. Parts: ${known.join(", ")}.`);
    return 2;
  }
  const { missing, interpreter } = await installAll(names.length > 0 ? names : known);
  printInstructions(missing);
  if (interpreter !== undefined) console.log(`Python: ${interpreter}`);
  if (missing.size === 0) console.log("Everything is there.");
  return missing.size === 0 ? 0 : 3;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) {
  process.exitCode = await main(process.argv.slice(2));
}
