import { join } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { sentenceOf } from "./engine/step";
import { apply } from "./terminal/apply";
import { bundle } from "./terminal/bundle";
import { calibrate } from "./terminal/calibrate";
import { campaign } from "./terminal/campaign";
import type { Terminal } from "./terminal/context";
import { doctor } from "./terminal/doctor";
import { Exit, exitOfError } from "./terminal/exit-code";
import { create, ideas, novelty } from "./terminal/ideas";
import { lint } from "./terminal/lint";
import { literature } from "./terminal/literature";
import { mark } from "./terminal/mark";
import { compile, judgeMutants, review } from "./terminal/papers";
import { reproduce } from "./terminal/reproduce";
import { resume, run } from "./terminal/run";
import { status } from "./terminal/status";
import { stop } from "./terminal/stop";
import { verifyReferences } from "./terminal/verify-references";

/** The terminal program `ai-scientist`: it wires commands to their functions and turns what comes of them into exit codes. */
async function main(): Promise<Exit> {
  const interrupted = new AbortController();
  // The listener stays: libraries that clean up after programs and files let a signal kill a process where nobody else listens.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (interrupted.signal.aborted) process.exit(Exit.interrupted);
      interrupted.abort("paused");
    });
  // Whoever read the output has gone: an idea's way pauses, and nothing is printed any more.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => interrupted.abort("paused"));
  const terminal: Terminal = {
    out: process.stdout,
    err: process.stderr,
    input: process.stdin,
    env: process.env,
    dist: __dirname,
    signal: interrupted.signal,
  };
  let exit: Exit = Exit.done;
  const program = programFor(terminal, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync(process.argv);
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? Exit.done : Exit.usage;
    if (interrupted.signal.aborted) return Exit.interrupted;
    return told(error);
  }
}

function told(error: unknown): Exit {
  const known = exitOfError(error);
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  process.stderr.write(
    known === undefined
      ? `This is a fault of the program, please report it:\n${stack ?? message}\n`
      : `${sentenceOf(error)}\n`,
  );
  return known ?? Exit.failed;
}

function programFor(terminal: Terminal, ended: (exit: Exit) => void): Command {
  const program = new Command("ai-scientist")
    .description("From an idea to a reviewed paper, every step in git.")
    .exitOverride();
  const json = () => new Option("--json", "results as JSON on standard output");
  const model = () => new Option("--model <name>", "rehearsal, or openai:<model> at OPENAI_BASE_URL");
  const form = () => new Option("--form <name>", "the review form: neurips, iclr, or a JSON file that describes one");
  const way = () =>
    new Option("--way <name>", "fill the form, or first ask what this paper raises").choices(["form", "aspects"]);
  const add = (name: string, description: string) =>
    program.command(name).description(description).exitOverride().addOption(json());

  add("doctor [dir]", "what is there and what is missing, each with its fix")
    .addOption(model())
    .option("--try", "ask the model one tiny question, for a fraction of a cent, to learn what it can do")
    .action(async (dir, options) => ended(await doctor(terminal, dir, options)));
  add("new <dir>", "a project: the template's files in a git repository")
    .option("--template <name>", "the template to start from")
    .action(async (dir, options) => ended(await create(terminal, dir, options, join(__dirname, "..", "templates"))));
  add("ideas <dir>", "think up ideas into ideas.json")
    .option("--count <n>", "how many, or how many at most from papers", "3")
    .option("--from <pdf...>", "distil them from these papers")
    .option("--search <words>", "distil them from what a search of the literature finds")
    .addOption(model())
    .action(async (dir, options) => ended(await ideas(terminal, dir, options)));
  add("novelty <dir>", "check ideas against the literature")
    .option("--idea <name>", "one idea")
    .option("--overrule <verdict>", "what holds instead of the check's verdict: novel or overlaps; none takes it back")
    .option("--reason <text>", "why, for the model to read when it thinks up more ideas")
    .addOption(model())
    .action(async (dir, options) => ended(await novelty(terminal, dir, options)));
  add("literature [dir] [words...]", "search the published record, or look up what a paper cites")
    .option("--bibtex", "entries for a bibliography")
    .option("--verify <paper>", "a .tex or .bib file: whether each of its references is there, and as it says")
    .action(async (dir, words, options) => {
      const { verify, ...others } = options;
      ended(
        await (verify
          ? verifyReferences(terminal, verify, { ...others, project: dir })
          : literature(terminal, dir, words, others)),
      );
    });
  for (const [name, description, work] of [
    ["run", "one idea, to the reviewed paper", run],
    ["resume", "go on where it stopped", resume],
  ] as const) {
    const command = add(`${name} <dir>`, description);
    if (name === "run")
      command.option("--improve <points>", "improve a reviewed paper: all, weaknesses, or points as W1,Q2");
    command
      .option("--idea <name>", "which idea")
      .addOption(model())
      .addOption(new Option("--accept <policy>", "who accepts changes and launches").choices(["ask", "auto"]))
      .option("--compute <place>", "where experiments run: local, ssh:HOST, slurm or slurm:HOST")
      .option("--scale <name>", "smoke or full")
      .option("--redo <step>", "forget this step's result and do it again")
      .option("--budget <usd>", "US dollars that this idea may cost")
      .action(async (dir, options) => ended(await work(terminal, dir, options)));
  }
  add(
    "campaign <dir>",
    "many ideas over a few slots, and the table of the paper; the same name goes on where it stopped",
  )
    .option("--name <name>", "which campaign", "campaign")
    .option("--ideas <n>", "how many ideas are tried")
    .option("--idea <names...>", "ideas to be tried first; others are taken from ideas.json, then thought up")
    .option("--add <more...>", "more ideas, also while it runs: how many, or their names")
    .option("--slots <k>", "how many runs are made at once")
    .option("--open-ended", "think up each further idea when it is its turn, seeing what became of the others")
    .addOption(model())
    .addOption(new Option("--accept <policy>", "who accepts changes and launches").choices(["ask", "auto"]))
    .option("--compute <places>", "where experiments run: local, ssh:HOST, slurm or slurm:HOST, several with commas")
    .option("--gpus <numbers>", "GPUs of this machine, one for each slot in turn: 0,1,2")
    .option("--scale <name>", "smoke or full")
    .option("--budget <usd>", "US dollars that all its ideas together may cost")
    .option("--idea-budget <usd>", "US dollars that one idea may cost")
    .option("--pause [names...]", "say that ideas, or all, are to pause; their jobs go on")
    .option("--resume [names...]", "let ideas, or all, go on that were paused or stopped")
    .option("--stop [names...]", "end ideas, or all, for good")
    .option("--take-over [machine]", "free what a machine holds that is gone; without a name: which ones hold anything")
    .option("--alive <n>", "how many ideas are under way at once; else as many as keep the slots busy")
    .option("--export <files...>", "write the table into files: .csv, .tex, .md")
    .action(async (dir, options) => ended(await campaign(terminal, dir, options)));
  add("stop <dir>", "end an idea, and what it still runs; its commits and record stay, and it can be resumed")
    .option("--idea <name>", "which idea")
    .action(async (dir, options) => ended(await stop(terminal, dir, options)));
  add("status <dir>", "where everything stands, with costs")
    .option("--idea <name>", "one idea, with what happened to it")
    .action(async (dir, options) => ended(await status(terminal, dir, options)));
  add("mark <dir>", "say of a run that it does not count, or counts again, or wants a control of its size")
    .option("--idea <name>", "which idea")
    .option("--run <number>", "which run")
    .option("--invalid <reason>", "it does not count, and why")
    .option("--valid", "it counts again")
    .option("--control", "add a matched control to the plan")
    .action(async (dir, options) => ended(await mark(terminal, dir, options)));
  add("bundle <dir>", "one archive: paper, code, runs, journal, costs and a statement of the use of models")
    .option("--idea <name>", "which idea")
    .option("--to <file>", "where it goes: <idea>.zip here unless said")
    .action(async (dir, options) => ended(await bundle(terminal, dir, options)));
  add("reproduce <from>", "a paper's runs once more, from a bundle or a project, and whether each number came again")
    .option("--idea <name>", "which idea of the project")
    .option("--runs <numbers>", "these runs only, such as 0,2; without it those that the paper prints")
    .option("--fresh", "install the recorded packages into an environment of its own")
    .option("--again", "begin anew, whatever was reproduced before")
    .option("--yes", "launch without asking: you have read the code")
    .option("--strict", "exit 1 when a number differs, or a run gave none")
    .addOption(new Option("--compute <place>", "where it runs: local, ssh:HOST, slurm or slurm:HOST"))
    .action(async (from, options) => ended(await reproduce(terminal, from, options)));
  add("apply", "edits on standard input, as JSON lines").action(async () => ended(await apply(terminal)));
  add("lint <paper>", "what a careful co-author would point out, in a .tex file or the paper of a folder")
    .option("--results <dir>", "the folder with run_*")
    .option("--read-claims", "have the model read its claims as well, and hold what was read against the results")
    .option("--budget <usd>", "US dollars that the questions about this paper may cost")
    .addOption(model())
    .action(async (paper, options) => ended(await lint(terminal, paper, options)));
  add("compile <paper>", "the PDF and its problems").action(async (paper, options) =>
    ended(await compile(terminal, paper, options)),
  );
  add("review <paper>", "the review of a PDF or LaTeX paper, or of every PDF in a folder")
    .addOption(model())
    .option("--collect <csv>", "write the reviews of a folder into this table, going on where it stops")
    .addOption(form())
    .addOption(way())
    .action(async (paper, options) => ended(await review(terminal, paper, options)));
  add("mutants <papers...>", "how often the reviewer scores worse copies of LaTeX papers lower")
    .addOption(model())
    .addOption(form())
    .addOption(way())
    .option("--out <dir>", "where the copies go: .ai-scientist/mutants beside the paper unless said")
    .action(async (papers, options) => ended(await judgeMutants(terminal, papers, options)));
  add("calibrate", "what a reviewer is worth, measured against human decisions")
    .requiredOption("--ratings <tsv>", "human ratings and decisions, a paper a row")
    .requiredOption("--reviews <csv>", "the model's reviews, a paper a row")
    .addOption(form())
    .addOption(way())
    .option("--threshold <n>", "accept from this score on: 6, or what the form says")
    .option("--plots <dir>", "draw charts (SVG) into this folder")
    .option("--save <file>", "keep it, for reviews by that model with that form in that way")
    .addOption(model())
    .action(async (options) => ended(await calibrate(terminal, options)));
  return program;
}

void main().then((exit) => {
  process.exitCode = exit;
});
