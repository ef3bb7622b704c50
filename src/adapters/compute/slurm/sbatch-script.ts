import { commandLine, quoted } from "../remote/quote";
import { settingUp } from "../remote/setting-up";
import { SlurmOptionWrong } from "./options";

export type SbatchPlan = {
  /** Unique, so that a job that was submitted and not recorded is found again. */
  readonly name: string;
  /** The job's folder on the cluster: an absolute path that every node sees. */
  readonly folder: string;
  /** What it needs: `--gres=gpu:2`, … */
  readonly options: readonly string[];
  /** Lines of the researcher's own that make the interpreter available: `module load cuda`. They are often written for bash. */
  readonly setup: string;
  /** Words of the commands that supervise the run, and that put its folder back to before its first start; the folder follows. */
  readonly supervisor: readonly string[];
  readonly restage: readonly string[];
  /** How many tasks it has, where it is an array: task n has the folder `<folder>.<n>`, which is staged when it starts. */
  readonly tasks?: number;
};

/**
 * The script of a run. Slurm may start it twice, or again after its node died: only the job that claimed the folder runs, and a
 * later start of it begins anew. What Slurm tells it before its end is kept in `slurm.told`, and the supervisor is asked to end
 * the experiment, so that its last words and numbers are there. The tasks of an array do so each for itself.
 */
export function sbatchScript(plan: SbatchPlan): string {
  const { name, folder, options, setup, tasks } = plan;
  const shell = setup.trim() !== "" ? "#!/bin/bash" : "#!/bin/sh";
  const directives = [
    `--job-name=${name}`,
    ...(tasks === undefined ? [] : [`--array=0-${tasks - 1}`]),
    `--chdir=${inDirective(folder)}`,
    `--output=${inDirective(folder, tasks === undefined ? "/slurm.log" : ".%a/slurm.log")}`,
    "--open-mode=append",
    "--export=NONE",
    ...options,
  ];
  return [shell, ...directives.map((option) => `#SBATCH ${option}`), ...body(plan), ""].join("\n");
}

/** The script's exit code where a node does not see the job's folder. */
export const noFolder = 97;

/** How often a cluster may start a run again: one that brings its node down would go round for ever. */
const restarts = 3;

function body(plan: SbatchPlan): string[] {
  const { own, number, folder } = plan.tasks === undefined ? asOne(plan) : asTask(plan);
  const restage = `${commandLine(plan.restage)} ${folder} || exit 98`;
  return [
    "umask 077",
    ...own,
    `cd ${folder} || exit ${noFolder}`,
    `(set -C; printf '%s\\n' "${number}" > slurm.claim) 2>/dev/null`,
    `[ "$(cat slurm.claim)" = "${number}" ] || { echo "Slurm job $(cat slurm.claim) has this run already."; exit 0; }`,
    `printf '%s\\n' "${number}" > slurm.id.new && mv slurm.id.new slurm.id`,
    `if [ "\${SLURM_RESTART_COUNT:-0}" -gt 0 ]; then`,
    // Its node may have died between its own end and Slurm's: what it left is not made again.
    `  [ -e exit.json ] && [ ! -e slurm.told ] && { echo "This run is over already."; exit 0; }`,
    `  echo "Slurm starts this run again, from its commit."`,
    `  ${restage}`,
    `  [ "$SLURM_RESTART_COUNT" -le ${restarts} ] || { echo restarts > slurm.told; exit 0; }`,
    ...(plan.tasks === undefined ? [] : ["else", `  ${restage}`]),
    "fi",
    `told() { [ -s slurm.told ] || echo "$1" > slurm.told; : > cancel; }`,
    "trap 'told time' USR1",
    "trap 'told end' TERM",
    ...settingUp(plan.setup),
    `${commandLine(plan.supervisor)} ${folder} &`,
    "supervisor=$!",
    `while kill -0 "$supervisor" 2>/dev/null; do wait "$supervisor"; done`,
  ];
}

/** Where a start of the script works, and what the cluster calls it. */
type Own = { readonly own: readonly string[]; readonly number: string; readonly folder: string };

function asOne({ folder }: SbatchPlan): Own {
  return { own: [], number: "$SLURM_JOB_ID", folder: quoted(folder) };
}

function asTask({ folder }: SbatchPlan): Own {
  const own = [
    `folder=${quoted(`${folder}.`)}"$SLURM_ARRAY_TASK_ID"`,
    `number="\${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"`,
  ];
  return { own, number: "$number", folder: '"$folder"' };
}

/**
 * A path as `#SBATCH` reads it: in double quotes, which take no escapes that could be relied on. In a file's name `%` is a pattern,
 * which only `end`, of our own making, may have.
 */
function inDirective(path: string, end = ""): string {
  if (!/^\/[\w.,:+@=/ -]*$/.test(path))
    throw new SlurmOptionWrong(
      `Slurm cannot be given the folder “${path}”: choose one in the setting compute.remoteFolder whose path has only letters, digits and . , : + @ = - _`,
    );
  return /[^\w./-]/.test(path) ? `"${path}${end}"` : `${path}${end}`;
}
