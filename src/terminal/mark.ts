import { matchedControl } from "../research/matched-control";
import type { Run } from "../research/run";
import { type CommonOptions, ideaNamed, printJson, projectAt, say, type Terminal } from "./context";
import { Exit, UsageError } from "./exit-code";

export type MarkOptions = CommonOptions & {
  readonly idea?: string;
  readonly run?: string;
  /** Why it does not count. */
  readonly invalid?: string;
  readonly valid?: boolean;
  readonly control?: boolean;
};

/** The researcher's word on a run: it does not count, it counts again, or a control of its size is wanted. */
export async function mark(terminal: Terminal, folder: string, options: MarkOptions): Promise<Exit> {
  const wishes = [options.invalid !== undefined, options.valid, options.control].filter(Boolean).length;
  if (wishes !== 1) throw new UsageError("Say one of --invalid <reason>, --valid and --control.");
  if (options.invalid?.trim() === "")
    throw new UsageError("Say why it does not count: --invalid “the seed was fixed”.");
  const project = await projectAt(terminal, folder, options);
  const { slug, view } = ideaNamed(await project.begun(), options.idea);
  const run = runIn(view.runs, options.run);
  if (options.control) {
    const planned = matchedControl(run, view.runs, project.template.manifest);
    if (!planned)
      throw new UsageError(`“${run.name}” is matched with all that it is compared with: it needs no control.`);
    await project.wantRun(slug, planned);
    const when = view.stagesEntered.includes("plots")
      ? "it is made when the paper is next improved; resume does that"
      : "it is the next run to be made";
    tell(`“${planned.name}” is planned: ${when}.`);
  } else {
    await project.markRun(slug, run.number, { invalid: !options.valid, reason: options.invalid ?? "" });
    tell(options.valid ? `“${run.name}” counts again.` : `“${run.name}” does not count any more: ${options.invalid}`);
  }
  return Exit.done;

  function tell(sentence: string): void {
    if (options.json) printJson(terminal, { idea: slug, run: run.number, said: sentence });
    else say(terminal, sentence);
  }
}

function runIn(runs: readonly Run[], number: string | undefined): Run {
  const found = runs.find((run) => String(run.number) === number);
  if (found) return found;
  const known = runs.map((run) => `${run.number} (${run.name})`).join(", ") || "none yet";
  throw new UsageError(`Name a run with --run, by its number. They are: ${known}.`);
}
