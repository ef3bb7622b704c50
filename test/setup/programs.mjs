import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { cache } from "./checkout.mjs";

const secondsBetweenLines = 5;

/** The full path of a program that PATH knows, or undefined. */
export function onPath(name) {
  const endings = process.platform === "win32" ? (process.env.PATHEXT ?? ".EXE;.CMD;.BAT").split(";") : [""];
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending))).find(isExecutable);
}

/** Whether `file` is a program that we may start. */
export function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What a short program prints: trimmed, or undefined when it is missing, fails or takes longer than a minute. */
export function answerOf(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: "utf8", timeout: 60_000, maxBuffer: 1 << 26, ...options });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

/**
 * Runs a program that talks too much. All of its output goes to `.cache/logs/<name>.log`; the screen gets its last line
 * every few seconds, and the end of the log if it fails. Resolves to whether it succeeded.
 */
export async function runLogged(name, command, args, options = {}) {
  const log = path.join(cache, "logs", `${name}.log`);
  fs.mkdirSync(path.dirname(log), { recursive: true });
  const out = fs.openSync(log, "w");
  fs.writeSync(out, `$ ${[command, ...args].join(" ")}\n`);
  const started = Date.now();
  const child = spawn(command, args, { ...options, stdio: ["ignore", out, out] });
  const ticking = setInterval(() => tell(name, started, lastLines(log, 1) || "working"), secondsBetweenLines * 1000);
  const { code } = await endOf(child);
  clearInterval(ticking);
  fs.closeSync(out);
  if (code === 0) tell(name, started, "done");
  else console.error(`${lastLines(log, 25)}\n  ${name}: failed with code ${code}; the whole log is ${log}`);
  return code === 0;
}

/**
 * Runs a program on our own terminal and resolves to its exit code, the way a shell counts: 127 when it could not be
 * started, 128 + n when signal n ended it. Signals sent to us are passed on, so that the program can end in order.
 */
export async function runThrough(command, args, options = {}) {
  const child = spawn(command, args, { stdio: "inherit", ...options });
  const stopPassing = passSignalsTo(child);
  const { code } = await endOf(child);
  stopPassing();
  return code;
}

/** A terminal gives its Ctrl-C to the whole group, the child has it already; anywhere else we are the only one told. */
function passSignalsTo(child) {
  const pass = (signal) => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}

function endOf(child) {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(`  ${error.message}`);
      resolve({ code: 127 });
    });
    child.once("exit", (code, signal) => resolve({ code: code ?? 128 + (os.constants.signals[signal] ?? 0) }));
  });
}

function tell(name, started, what) {
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`  ${name} ${seconds} s: ${what.trim().slice(0, 110)}`);
}

/** The last lines that say something, without the command itself; reads at most the last 16 kB. */
function lastLines(file, count) {
  const from = Math.max(0, fs.statSync(file).size - 16_384);
  const handle = fs.openSync(file, "r");
  const end = Buffer.alloc(16_384);
  const length = fs.readSync(handle, end, 0, end.length, from);
  fs.closeSync(handle);
  const lines = stripVTControlCharacters(end.toString("utf8", 0, length)).split(/[\r\n]+/);
  return lines
    .filter((line) => /\w/.test(line) && !line.startsWith("$ "))
    .slice(-count)
    .join("\n");
}
