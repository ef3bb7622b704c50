import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { cache } from "./checkout.mjs";
import { aiScientist, build, isProject } from "./headless.mjs";
import { installAll, printInstructions } from "./install.mjs";

const usage = `npm run demo [-- --dir <folder>]

From an idea to a reviewed paper with the rehearsal model: no key, no cost, about four minutes.
The project is made in <folder>; without --dir in .cache/demo of this checkout. If it is there already,
the demo goes on where it stopped.`;

/** Exit code: 0, 2 wrong usage, 3 something is missing, else that of the first step that did not succeed. */
async function main(args) {
  const options = optionsIn(args);
  if (options === undefined) return 2;
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const { missing, interpreter } = await installAll(["git", "tex", "chktex", "packages", "python"]);
  if (missing.size > 0) {
    printInstructions(missing);
    return 3;
  }
  const built = await build();
  return built === 0 ? demonstrate(path.resolve(options.dir), { AI_SCIENTIST_PYTHON: interpreter }) : built;
}

function optionsIn(args) {
  try {
    const dir = { type: "string", default: path.join(cache, "demo") };
    return parseArgs({ args, options: { dir, help: { type: "boolean", short: "h", default: false } } }).values;
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    return undefined;
  }
}

/** What is only nice to have may be missing, `doctor` says so; the demo has what it needs. */
async function demonstrate(folder, env) {
  const checked = await aiScientist(["doctor", "--model", "rehearsal"], env);
  if (checked >= 128) return checked;
  for (const step of stepsFor(folder)) {
    const code = await aiScientist(step, env);
    if (code !== 0) return stopped(folder, code);
  }
  const shown = await aiScientist(["status", folder], env);
  printResults(folder);
  return shown;
}

/** A folder with a project is not made again; a project with a journal is resumed. */
function stepsFor(folder) {
  const create = ["new", folder, "--template", "2d_diffusion"];
  const run = ["run", folder, "--model", "rehearsal", "--accept", "auto", "--scale", "smoke"];
  const next = ideaFiles(folder, "journal.jsonl").length > 0 ? ["resume", folder] : run;
  return isProject(folder) ? [next] : [create, next];
}

function stopped(folder, code) {
  console.error(`\nThe demo stopped (exit code ${code}). Nothing finished is lost; go on with:`);
  console.error(`  npm run demo -- --dir "${folder}"`);
  return code;
}

function printResults(folder) {
  console.log("\nThe results:");
  for (const name of ["paper.pdf", "review.json"]) {
    for (const file of ideaFiles(folder, name)) console.log(`  ${file}`);
  }
  console.log(`Every step is in git: git -C "${folder}" log --oneline --all --graph`);
}

/** The files of this name, one an idea. */
function ideaFiles(folder, name) {
  const ideas = path.join(folder, ".ai-scientist/ideas");
  const slugs = fs.existsSync(ideas) ? fs.readdirSync(ideas) : [];
  return slugs.map((slug) => path.join(ideas, slug, name)).filter((file) => fs.existsSync(file));
}

process.exitCode = await main(process.argv.slice(2));
