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
  /** The command that supervises the run, word for word. */
  readonly supervisor: readonly string[];
  /** Words of the command that puts the folder back to where it was before its first start. */
  readonly restage: readonly string[];
};

/**
 * The script of a run. Slurm may start it twice, or again after its node died: only the job that claimed the folder runs, and a
 * later start of it begins anew. What Slurm tells it before its end is kept in `slurm.told`, and the supervisor is asked to end
 * the experiment, so that its last words and numbers are there.
 */
export function sbatchScript(plan: SbatchPlan): string {
  const { name, folder, options, setup } = plan;
  const shell = setup.trim() !== "" ? "#!/bin/bash" : "#!/bin/sh";
  const directives = [
    `--job-name=${name}`,
    `--chdir=${inDirective(folder)}`,
    `--output=${inDirective(`${folder}/slurm.log`)}`,
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

function body({ folder, setup, supervisor, restage }: SbatchPlan): string[] {
  return [
    "umask 077",
    `cd ${quoted(folder)} || exit ${noFolder}`,
    `(set -C; printf '%s\\n' "$SLURM_JOB_ID" > slurm.claim) 2>/dev/null`,
    `[ "$(cat slurm.claim)" = "$SLURM_JOB_ID" ] || { echo "Slurm job $(cat slurm.claim) has this run already."; exit 0; }`,
    `printf '%s\\n' "$SLURM_JOB_ID" > slurm.id.new && mv slurm.id.new slurm.id`,
    `if [ "\${SLURM_RESTART_COUNT:-0}" -gt 0 ]; then`,
    // Its node may have died between its own end and Slurm's: what it left is not made again.
    `  [ -e exit.json ] && [ ! -e slurm.told ] && { echo "This run is over already."; exit 0; }`,
    `  echo "Slurm starts this run again, from its commit."`,
    `  ${commandLine(restage)} || exit 98`,
    `  [ "$SLURM_RESTART_COUNT" -le ${restarts} ] || { echo restarts > slurm.told; exit 0; }`,
    "fi",
    `told() { [ -s slurm.told ] || echo "$1" > slurm.told; : > cancel; }`,
    "trap 'told time' USR1",
    "trap 'told end' TERM",
    ...settingUp(setup),
    `${commandLine(supervisor)} &`,
    "supervisor=$!",
    `while kill -0 "$supervisor" 2>/dev/null; do wait "$supervisor"; done`,
  ];
}

/** A path as `#SBATCH` reads it: in double quotes, which take no escapes that could be relied on. In a file's name `%` is a pattern. */
function inDirective(path: string): string {
  if (!/^\/[\w.,:+@=/ -]*$/.test(path))
    throw new SlurmOptionWrong(
      `Slurm cannot be given the folder “${path}”: choose one in the setting compute.remoteFolder whose path has only letters, digits and . , : + @ = - _`,
    );
  return /[^\w./-]/.test(path) ? `"${path}"` : path;
}
