import type { Job, Limits } from "../../../engine/ports/compute";

/** What the researcher set for every job of a cluster; an empty text leaves the choice to the cluster. */
export type SlurmWishes = {
  readonly partition: string;
  readonly account: string;
  readonly qos: string;
  /** What a GPU is called there: `gpu`, `gpu:h100`; with a number at its end it is asked for as it stands. */
  readonly gres: string;
  /** As `--time` takes it; empty means the run's own limit and a little more. */
  readonly time: string;
  /** Further options of sbatch, one each: `--constraint=a100`. */
  readonly extra: readonly string[];
  readonly jobPrefix: string;
};

type Asking = Pick<Job, "gpus"> & { readonly limits: Pick<Limits, "seconds"> };

/** An option that cannot be put into a script. `message` says which, and why. */
export class SlurmOptionWrong extends Error {
  override readonly name = "SlurmOptionWrong";
}

/** The lines of a job's script that say what it needs, `#SBATCH` left out. Throws `SlurmOptionWrong`. */
export function requestedOptions(wishes: SlurmWishes, { gpus = 0, limits }: Asking): string[] {
  const extra = wishes.extra.map(extraOption);
  const gres = gresOf(wishes.gres, gpus);
  const ours = [
    ["partition", wishes.partition],
    ["account", wishes.account],
    ["qos", wishes.qos],
    ["gres", gres],
    ["time", wishes.time || minutesFor(limits.seconds)],
    ["signal", `B:USR1@${noticeSeconds}`],
  ] as const;
  const asked = ours.filter(([name, value]) => value !== "" && !extra.some((option) => nameOf(option) === name));
  return [
    ...asked.map(([name, value]) => `--${name}=${plainValue(`slurm.${name}`, value)}`),
    ...requeue(extra),
    ...extra,
  ];
}

/** What is wrong with the wishes themselves, so that it is said before anything is spent. */
export function objectionToWishes(wishes: SlurmWishes): string | undefined {
  try {
    requestedOptions(wishes, { gpus: 1, limits: { seconds: 60 } });
    return undefined;
  } catch (error) {
    if (error instanceof SlurmOptionWrong) return error.message;
    throw error;
  }
}

/** How long before its time limit a job is told; Slurm itself is exact to a minute at best. */
export const noticeSeconds = 30;

/** A run that the cluster starts again begins anew from its commit, so that may happen unless the researcher forbids it. */
function requeue(extra: readonly string[]): string[] {
  return extra.some((option) => /^--(no-)?requeue$/.test(option)) ? [] : ["--requeue"];
}

/** Staging, imports and the last words take time too: the run's own limit comes first, the cluster's catches what hangs. */
function minutesFor(seconds: number): string {
  return String(Math.ceil((seconds + noticeSeconds) / 60) + 5);
}

/** A step that wants none, such as drawing, never waits for one. */
function gresOf(name: string, gpus: number): string {
  if (gpus === 0) return "";
  return /:\d+$/.test(name) ? name : `${name || "gpu"}:${gpus}`;
}

/** One whole option with its value, as `--name=value`: what would need a shell to read it is refused. */
function extraOption(option: string): string {
  const trimmed = option.trim();
  const name = nameOf(trimmed);
  if (!/^--[a-z][a-z-]*(=[\w.,:+@%/=*&|![\]()~-]+)?$/.test(trimmed))
    throw new SlurmOptionWrong(
      `“${option}” in the setting slurm.extra is no option of sbatch that can be used: write one option a line, as --name=value, without spaces or quotes.`,
    );
  if (kept.has(name))
    throw new SlurmOptionWrong(`“${option}” in the setting slurm.extra is set by AI Scientist itself: take it out.`);
  return trimmed;
}

/** Options on which finding a job again and following it depend. */
const kept = new Set(["job-name", "output", "error", "open-mode", "export", "chdir", "array", "wrap", "parsable"]);

function nameOf(option: string): string {
  return /^--([a-z-]*)/.exec(option)?.[1] ?? "";
}

function plainValue(setting: string, value: string): string {
  if (!/^[\w.,:+@%/-]+$/.test(value))
    throw new SlurmOptionWrong(`“${value}” in the setting ${setting} has characters that no option of Slurm has.`);
  return value;
}
