import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { cache, root } from "./checkout.mjs";
import { aiScientist, build, isProject } from "./headless.mjs";
import { installAll, printInstructions } from "./install.mjs";
import { onPath, runThrough } from "./programs.mjs";

const usage = `npm start [-- --dir <folder>] [--browser]

Opens the extension on a sample project: in your own VS Code if its command \`code\` is on PATH, else (or with --browser)
in VS Code in the browser, on 127.0.0.1. The project is made in <folder>; without --dir in .cache/sample of this checkout.`;

/** Exit code: 0, 2 wrong usage, 3 something is missing, else that of the step that did not succeed. */
async function main(args) {
  const options = optionsIn(args);
  if (options === undefined) return 2;
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const code = options.browser ? undefined : desktopCode();
  const parts = ["git", "packages", "python", ...(code === undefined ? ["compiler", "vscode"] : [])];
  const { missing, interpreter } = await installAll(parts);
  if (missing.size > 0) {
    printInstructions(missing);
    return 3;
  }
  if (interpreter) process.env.AI_SCIENTIST_PYTHON ??= interpreter;
  const folder = path.resolve(options.dir);
  const failed = (await build()) || (isProject(folder) ? 0 : await makeSample(folder));
  if (failed) return failed;
  return code === undefined ? serveInBrowser(folder) : openOnDesktop(code, folder);
}

function optionsIn(args) {
  const dir = { type: "string", default: path.join(cache, "sample") };
  const flag = { type: "boolean", default: false };
  try {
    return parseArgs({ args, options: { dir, browser: flag, help: { ...flag, short: "h" } } }).values;
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    return undefined;
  }
}

/** A project on the rehearsal model at laptop scale, so that the first click costs nothing and is quick. */
async function makeSample(folder) {
  const failed = await aiScientist(["new", folder, "--template", "2d_diffusion"]);
  if (failed) return failed;
  const settings = { "aiScientist.model.name": "rehearsal", "aiScientist.experiments.scale": "smoke" };
  fs.mkdirSync(path.join(folder, ".vscode"), { recursive: true });
  fs.writeFileSync(path.join(folder, ".vscode", "settings.json"), `${JSON.stringify(settings, null, 2)}\n`);
  return 0;
}

/**
 * The user's own `code`, where it can open a window with an extension in development. It cannot in the terminal of a
 * remote window (there `code` only talks to the window) nor, on Linux, without a display.
 */
function desktopCode() {
  const { VSCODE_IPC_HOOK_CLI, WSL_DISTRO_NAME, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (VSCODE_IPC_HOOK_CLI || WSL_DISTRO_NAME) return undefined;
  if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  return onPath("code");
}

/** As root VS Code wants a profile named, and no sandbox. On Windows `code` is a script, so a shell has to start it. */
async function openOnDesktop(code, folder) {
  const asRoot =
    process.getuid?.() === 0 ? ["--no-sandbox", `--user-data-dir=${path.join(cache, "code-profile")}`] : [];
  const args = [...asRoot, "--new-window", `--extensionDevelopmentPath=${root}`, folder];
  const windows = process.platform === "win32";
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  const opened = await runThrough(windows ? `"${code}"` : code, quoted, { shell: windows, env: withPython() });
  if (opened === 0) console.log(`\nYour VS Code opens ${folder} with AI Scientist in its activity bar.`);
  return opened;
}

async function serveInBrowser(folder) {
  const { serve } = await import("./serve.mjs");
  return serve(folder, withPython());
}

/** The Python that the demo or the tests found, so that the sample can run at once. */
function withPython() {
  const known = path.join(cache, "python-interpreter");
  if (process.env.AI_SCIENTIST_PYTHON || !fs.existsSync(known)) return process.env;
  return { ...process.env, AI_SCIENTIST_PYTHON: fs.readFileSync(known, "utf8").trim() };
}

process.exitCode = await main(process.argv.slice(2));
