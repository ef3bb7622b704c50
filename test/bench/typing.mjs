// What typing costs the extension host: a real VS Code in which somebody types into a paper of 41 kB with results beside it, with
// this extension and without any, and its idle hands. Parsing belongs to the language server, a process of its own.
// Needs dist/ (npm run build), VS Code and Chromium of the end-to-end tests. Fails where typing costs the extension host more than
// a seventh of a core above what it costs without us.
// node test/bench/typing.mjs
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { launchBrowser, startServer } from "../e2e/host/host.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SECONDS = 12;
const KEYS_A_SECOND = 5;
/** Seconds in which a window that was just opened has come to rest. */
const SETTLING = 8;
const MOST = 0.15;

const outfile = `${root}/.cache/bench/typing.cjs`;
const entry = { entryPoints: [`${root}/test/bench/linted-paper.ts`], bundle: true, platform: "node", format: "cjs" };
await build({ ...entry, outfile, logLevel: "error" });
const { default: bench } = await import(pathToFileURL(outfile).href);
const folder = mkdtempSync(join(tmpdir(), "typing-bench-"));
try {
  for (const [path, content] of Object.entries(bench.foreignPapers()[0].files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const paper = join(folder, dirname(bench.foreignPapers()[0].root), "long.tex");
  writeFileSync(paper, bench.paperOfSize());
  const [without, withUs] = [await measured([], paper), await measured([root], paper)];
  const line = (name, { idle, typing, server }) =>
    console.log(
      `  ${name.padEnd(18)} extension host ${share(idle)} idle, ${share(typing)} typing; language server ${share(server)} typing`,
    );
  line("without extension", without);
  line("with this one", withUs);
  const more = withUs.typing - without.typing;
  console.log(`  typing costs ${share(more)} of a core more, ${share(withUs.idle - without.idle)} when nobody types`);
  if (withUs.server === 0) throw new Error("The language server did nothing, so nothing was measured.");
  process.exitCode = more > MOST ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(outfile, { force: true });
}

/** Shares of one core. */
async function measured(extensions, paper) {
  const server = await startServer({ extensions, settings: { "editor.wordWrap": "on" } });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const payload = [["openFile", `vscode-remote://127.0.0.1:${server.port}${paper}`]];
    await page.goto(server.url(folder, payload));
    const lines = page.locator('.monaco-editor[data-uri$="long.tex"] .view-lines');
    await lines.waitFor({ timeout: 120_000 });
    await page.waitForTimeout(SETTLING * 1000);
    await lines.click();
    const pids = programs(server);
    const idle = await spent(pids, () => page.waitForTimeout(SECONDS * 1000));
    const typing = await spent(pids, () => page.keyboard.type(words(), { delay: 1000 / KEYS_A_SECOND }));
    return { idle: idle.host, typing: typing.host, server: typing.server };
  } finally {
    await browser.close();
    await server.stop();
  }
}

function words() {
  return "a kernel of another width fits these data no better ".repeat(10).slice(0, SECONDS * KEYS_A_SECOND);
}

/** Processor time by the clock, of the extension host and of what it started for LaTeX. */
async function spent({ host, server }, work) {
  const time = () => ({ at: performance.now(), host: ticks(host), server: server ? ticks(server) : 0 });
  const before = time();
  await work();
  const after = time();
  const seconds = (after.at - before.at) / 1000;
  return { host: (after.host - before.host) / 100 / seconds, server: (after.server - before.server) / 100 / seconds };
}

/** User and system time in hundredths of a second; the name of the program may hold anything. */
function ticks(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

function programs({ user }) {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const running = all.map((pid) => ({ pid, command: commandOf(pid), parent: parentOf(pid) }));
  const mine = (pid) => {
    for (let at = pid; at !== undefined && at !== "0"; at = running.find((one) => one.pid === at)?.parent)
      if (commandOf(at).includes(user)) return true;
    return false;
  };
  const host = running.find(({ pid, command }) => command.includes("--type=extensionHost") && mine(pid))?.pid;
  if (host === undefined) throw new Error("There is no extension host.");
  const server = running.find(({ command, parent }) => parent === host && command.includes("language-server"))?.pid;
  return { host, server };
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  } catch {
    return undefined;
  }
}

function share(part) {
  return `${(100 * part).toFixed(1)} %`;
}
