import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Job, JobEnd } from "../../engine/ports/compute";
import { privateFolderName } from "../private-folder";
import type { ProcessIdentity } from "../process-identity";

/** Where what is known of a job is kept on this machine, wherever it runs. */
export function jobFolder(project: string, slug: string, job: string): string {
  return join(project, privateFolderName, "ideas", slug, "jobs", job);
}

/** Everything about one job is a file in its folder, so that any process at any time can say where it stands. */
export function jobFiles(folder: string) {
  const at = (name: string) => join(folder, name);
  return {
    /** `JobRecord`: what was asked for. */
    job: at("job.json"),
    /** The commit, exported, with what was carried in. Appears whole. */
    work: at("work"),
    /** The only place for temporary files that the job is told of. */
    temporary: at("tmp"),
    /** What a sandboxed job finds in place of the researcher's home. */
    home: at("home"),
    stdout: at("stdout.log"),
    stderr: at("stderr.log"),
    /** `Sandbox`: what the supervisor puts before the command, or why nothing. Jobs of 0.1.0 have none. */
    sandbox: at("sandbox.json"),
    /** `Environment` as measured before the start. */
    environment: at("env.json"),
    /** `ProcessIdentity` of the supervisor. Whoever makes this file starts the job, and nobody else ever does. */
    supervisor: at("supervisor.json"),
    /** What the supervisor itself had to say. */
    supervisorLog: at("supervisor.log"),
    /** `Started`: the experiment's process group. */
    started: at("started.json"),
    /** Its presence asks the supervisor to end the job. */
    cancel: at("cancel"),
    /** `ExitRecord`: how it ended. Believed only once the supervisor is gone. */
    exit: at("exit.json"),
  };
}

/** The same job of another commit is another job: a step that is done again must not be answered with old results. */
export function jobName({ id, commit }: Job): string {
  if (!/^\w[\w.-]*$/.test(id)) throw new Error(`“${id}” is no name for a job.`);
  return `${id}-${commit.slice(0, 10)}`;
}

export type JobRecord = {
  readonly job: Job;
  /** `job.command` with the interpreter filled in. */
  readonly command: readonly string[];
};

/** `at` in milliseconds since 1970. `process` is the leader of the experiment's process group. */
export type Started = { readonly at: number; readonly process: ProcessIdentity };

export type ExitRecord = Pick<JobEnd, "how" | "seconds" | "violations"> & { readonly peakMemoryMb?: number };

/** The variable by which the job's processes are recognised, whatever group they moved to. */
export const markVariable = "AI_SCIENTIST_JOB";

/** Undefined when the file is not there or is no JSON. */
export function readJson<Content>(path: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Content;
  } catch {
    return undefined;
  }
}

/** The file is there with all of its content or not at all. */
export function writeJson(path: string, content: unknown): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(content), { flush: true });
  renameSync(draft, path);
}

/** Like `writeJson`, for the first who comes; false for everybody else. Disks without hard links are given a copy. */
export function claimJson(path: string, content: unknown): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(content), { flush: true });
  const attempts = [() => linkSync(draft, path), () => copyFileSync(draft, path, constants.COPYFILE_EXCL)];
  const claimed = attempts.some((attempt) => !existsSync(path) && succeeds(attempt));
  rmSync(draft, { force: true });
  if (!claimed && !existsSync(path)) throw new Error(`${path} cannot be written.`);
  return claimed;
}

function succeeds(attempt: () => void): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
