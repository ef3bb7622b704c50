import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { build } from "esbuild";
import { sharedPdfjs } from "../../../esbuild-pdfjs.mjs";
import { root } from "./bundled.mjs";

/**
 * A campaign of so many ideas with the rehearsal model and simulated runs, in a process of its own; after each share in
 * `killsAt` of what its journals come to it is killed with SIGKILL and begun again. Everything but time and numbers of the runs is real: git, journals, LaTeX.
 */
export async function manyIdeas({ ideas, slots, runMilliseconds, killsAt, tell = () => {} }) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "campaign-")));
  const program = join(folder, "run-fifty.cjs");
  const project = join(folder, "project");
  try {
    await bundle(program);
    makeProject(project, ideas);
    const began = performance.now();
    const peaks = [];
    const run = async (until) => {
      const child = spawn(process.execPath, [program, project, ideas, slots, runMilliseconds].map(String), {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text) => (said += text));
      const ended = new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal, said })));
      let isOver = false;
      void ended.then(() => (isOver = true));
      while (!isOver) {
        peaks.push(peakOf(child.pid));
        const done = endedIdeas(project);
        tell(`${done} of ${ideas} ended after ${((performance.now() - began) / 1000).toFixed(0)} s`);
        if (bytesOf(project) >= until) child.kill("SIGKILL");
        await Promise.race([ended, wait(500)]);
      }
      return ended;
    };
    const kills = [];
    for (const share of killsAt) {
      const { signal } = await run(share * ideas * BYTES_OF_AN_IDEA);
      kills.push({ signal, ended: endedIdeas(project), events: journalsOf(project).flat().length });
    }
    const { code, said } = await run(Number.POSITIVE_INFINITY);
    return {
      ...{ code, kills, seconds: (performance.now() - began) / 1000, peakMegabytes: Math.max(...peaks) },
      result: code === 0 ? JSON.parse(said) : undefined,
      journals: journalsOf(project),
      campaign: eventsIn(join(project, ".ai-scientist/campaigns/fifty")),
      archive: JSON.parse(readFileSync(join(project, "ideas.json"), "utf8")),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the journal of an idea of the numpy template comes to, roughly. */
const BYTES_OF_AN_IDEA = 190_000;

function bytesOf(project) {
  const ideas = join(project, ".ai-scientist/ideas");
  return names(ideas).reduce((sum, slug) => sum + sizeOf(join(ideas, slug, "journal.jsonl")), 0);
}

function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

async function bundle(outfile) {
  await build({
    entryPoints: [`${root}/test/bench/run-fifty.ts`],
    bundle: true,
    platform: "node",
    format: "cjs",
    loader: { ".py": "text" },
    plugins: [sharedPdfjs(`${root}/dist`)],
    outfile,
    logLevel: "error",
  });
}

/** The numpy template with ideas of many names: what the rehearsal thinks up alone would soon repeat itself. */
function makeProject(project, count) {
  cpSync(`${root}/test/fixtures/templates/plain_numpy`, project, { recursive: true });
  const ideas = Array.from({ length: count }, (_, index) => ({
    Name: `bandwidth_${index + 1}`,
    Title: `Question ${index + 1}: Does the Bandwidth Limit Ridge Regression?`,
    Experiment: `Halve the bandwidth, then double it, and compare the error (question ${index + 1}).`,
    novelty: { verdict: index % 2 === 0 ? "novel" : "overlaps", reason: "As the bench has it.", papers: [] },
  }));
  writeFileSync(join(project, "ideas.json"), JSON.stringify(ideas, null, 2));
  writeFileSync(join(project, "seed_ideas.json"), "[]");
  const git = (...args) => execFileSync("git", ["-C", project, ...args]);
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-q", "-m", "Begin");
}

function endedIdeas(project) {
  const ended = eventsIn(join(project, ".ai-scientist/campaigns/fifty")).filter(
    ({ type, how }) => type === "campaign-idea-ended" && how === "done",
  );
  return new Set(ended.map(({ idea }) => idea)).size;
}

function journalsOf(project) {
  const ideas = join(project, ".ai-scientist/ideas");
  return names(ideas).map((slug) => eventsIn(join(ideas, slug)));
}

function names(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The whole lines of a journal; nothing where there is none yet. */
function eventsIn(folder) {
  try {
    const lines = readFileSync(join(folder, "journal.jsonl"), "utf8").split("\n");
    return lines.slice(0, -1).map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

/** The most memory that a process ever had resident, in MB, where the system says so. */
function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
