import fs from "node:fs";
import path from "node:path";
import { cache, node, projectEnvironment, root } from "./checkout.mjs";
import { findChromium } from "./chromium.mjs";
import { installAll, printInstructions } from "./install.mjs";
import { runThrough } from "./programs.mjs";

const paper = ["git", "tex", "chktex", "poppler", "packages", "python"];
const places = ["sandbox", "ssh", "slurm"];

/** What can be run, in this order, and what each needs on the machine. */
const phases = {
  build: { needs: ["packages"], run: (world) => check(world, ["esbuild.mjs"]) },
  lint: {
    needs: ["packages"],
    run: (world) => check(world, ["@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]),
  },
  types: { needs: ["packages"], run: (world) => check(world, ["typescript/bin/tsc", "--noEmit"]) },
  unit: { needs: ["git", "packages"], run: (world) => tests(world, "unit") },
  real: { needs: [...paper, ...places], run: (world) => tests(world, "real") },
  e2e: { needs: [...paper, ...places, "chromium", "compiler", "vscode"], run: (world) => tests(world, "e2e") },
};

/** The names somebody may type after `npm test --`, and the phases they mean. */
const choices = {
  check: ["build", "lint", "types"],
  unit: ["build", "unit"],
  real: ["build", "real"],
  e2e: ["build", "e2e"],
};

/**
 * `npm test [-- [check] [unit] [real] [e2e] [arguments for vitest]]`: installs what the chosen phases need, then runs them
 * all, whatever fails. The last line is the count. Exit code: 0, 1 something failed, 3 something is missing, 130.
 */
async function main(args) {
  const firstOther = args.findIndex((arg) => !Object.hasOwn(choices, arg));
  const chosen = firstOther === -1 ? args : args.slice(0, firstOther);
  const vitestArguments = args.slice(chosen.length);
  const names = namesOf(chosen, vitestArguments);
  const installed = await timed("install", () => installAll([...new Set(names.flatMap((name) => phases[name].needs))]));
  printInstructions(installed.missing);
  const world = { vitestArguments, env: testEnvironment(installed.interpreter) };
  const results = [{ name: "install", seconds: installed.seconds, passed: 0, failed: 0, skips: [] }];
  for (const name of names) {
    const result = await runPhase(name, world, installed.missing);
    results.push(result);
    if (result.interrupted) return 130;
  }
  printTotals(results);
  if (installed.missing.size > 0) return 3;
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

/** Without a choice everything; with nothing but arguments for vitest, every project of tests. */
function namesOf(chosen, vitestArguments) {
  const all = vitestArguments.length > 0 ? ["unit", "real", "e2e"] : Object.keys(choices);
  const wanted = new Set((chosen.length > 0 ? chosen : all).flatMap((choice) => choices[choice]));
  return Object.keys(phases).filter((name) => wanted.has(name));
}

function testEnvironment(interpreter) {
  const chromium = findChromium();
  return projectEnvironment({
    ...(interpreter === undefined ? {} : { AI_SCIENTIST_PYTHON: interpreter }),
    ...(chromium === undefined ? {} : { CHROMIUM: chromium }),
  });
}

/** A phase that cannot run for want of something counts as one failure. */
async function runPhase(name, world, missing) {
  console.log(`\n== ${name}`);
  const wanting = phases[name].needs.filter((need) => missing.has(need));
  if (wanting.length === 0) return { name, ...(await timed(name, () => phases[name].run(world))) };
  console.error(`Cannot run without ${wanting.join(", ")}: counted as failed. How to get it is said above.`);
  return { name, seconds: 0, passed: 0, failed: 1, skips: [] };
}

/** One program that is right or wrong: `program` is a file of ours or of a package. */
async function check({ env }, [program, ...args]) {
  const file = [root, path.join(root, "node_modules")].map((folder) => path.join(folder, program)).find(fs.existsSync);
  const code =
    file === undefined ? missingProgram(program) : await runThrough(node, [file, ...args], { cwd: root, env });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skips: [], interrupted: code === 130 };
}

function missingProgram(program) {
  console.error(`There is no ${program} here.`);
  return 127;
}

/** A project of vitest. If vitest fails without a failed test, or leaves no count, that is one failure. */
async function tests({ env, vitestArguments }, project) {
  const totalsFile = path.join(cache, "test-results", `${project}.json`);
  fs.rmSync(totalsFile, { force: true });
  const reporters = ["--reporter=default", `--reporter=${path.join(import.meta.dirname, "totals-reporter.mjs")}`];
  const filters = vitestArguments.length > 0 ? ["--passWithNoTests", ...vitestArguments] : [];
  const args = [
    path.join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--project",
    project,
    ...reporters,
    ...filters,
  ];
  const code = await runThrough(node, args, { cwd: root, env: { ...env, TOTALS_FILE: totalsFile } });
  const nothing = { passed: 0, failed: 0, skips: [] };
  const totals = fs.existsSync(totalsFile) ? JSON.parse(fs.readFileSync(totalsFile, "utf8")) : nothing;
  const failed = code !== 0 && totals.failed === 0 ? 1 : totals.failed;
  return { ...totals, failed, interrupted: code === 130 };
}

async function timed(name, work) {
  const started = Date.now();
  const result = await work();
  const seconds = (Date.now() - started) / 1000;
  console.log(`-- ${name}: ${seconds.toFixed(1)} s`);
  return { ...result, seconds };
}

function printTotals(results) {
  console.log("\n          passed  failed  skipped  seconds");
  for (const { name, passed, failed, skips, seconds } of results) {
    const numbers = [String(passed).padStart(6), String(failed).padStart(6), String(skips.length).padStart(7)];
    console.log([name.padEnd(8), ...numbers, seconds.toFixed(1).padStart(7)].join("  "));
  }
  const skips = results.flatMap((result) => result.skips);
  for (const reason of new Set(skips.map((skip) => skip.reason))) {
    const names = skips.filter((skip) => skip.reason === reason).map((skip) => skip.name);
    console.log(
      `skipped, ${reason}: ${names.slice(0, 5).join("; ")}${names.length > 5 ? `; ${names.length - 5} more` : ""}`,
    );
  }
  for (const failure of results.flatMap((result) => result.failures ?? [])) console.log(`failed: ${failure}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = skips.length > 0 ? `, ${skips.length} skipped` : "";
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
}

process.exitCode = await main(process.argv.slice(2));
