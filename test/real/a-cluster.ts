import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { jobName } from "../../src/adapters/compute/job-folder";
import { type RemoteHost, thisHost } from "../../src/adapters/compute/remote/host";
import { JobPoll } from "../../src/adapters/compute/remote/job-poll";
import type { RemotePlace } from "../../src/adapters/compute/remote/remote-places";
import { remoteName } from "../../src/adapters/compute/remote/remote-record";
import { askingQueue, type ClusterSettings } from "../../src/adapters/compute/slurm/cluster";
import { slurmCompute } from "../../src/adapters/compute/slurm/slurm";
import type { Job, JobEnd } from "../../src/engine/ports/compute";
import type { JobState } from "../../src/research/job-state";
import { aRepository, git } from "../adapters/workspace/a-repository";
import { endedWithUs } from "./ended-with-us";
import { root } from "./program";

const run = promisify(execFile);

/** Whether `sacct` can answer here; many sites have none either. */
export const hasAccounting = ["slurmdbd", "mariadbd"].every((name) => existsSync(join("/usr/sbin", name)));

const SCRIPT = join(root, "test/fixtures/hosts/slurm.sh");

/** A Slurm cluster of two nodes with eight made-up GPUs each, on this machine, gone when it is stopped. */
export class Cluster {
  /** Never in a folder that others may write to: munge refuses those. */
  readonly folder = mkdtempSync(join(tmpdir(), "slurm-"));
  readonly home = join(this.folder, "home");
  readonly #letGo = endedWithUs(SCRIPT, this.folder);

  async start(): Promise<void> {
    await this.control("start");
    process.env.SLURM_CONF = join(this.folder, "slurm.conf");
  }

  async stop(): Promise<void> {
    await this.control("stop");
    delete process.env.SLURM_CONF;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
    this.#letGo();
  }

  /** `node-down`, `controller-up`, … */
  async control(verb: string, ...words: string[]): Promise<void> {
    const env = { ...process.env, SLURM_BASE_PORT: "28540", ACCOUNTING: hasAccounting ? "1" : "0" };
    // Daemons keep the pipes of whoever started them: their outputs go nowhere.
    await run("sh", ["-c", 'exec bash "$@" > "$LOG" 2>&1 < /dev/null', "sh", SCRIPT, verb, this.folder, ...words], {
      env: { ...env, LOG: join(tmpdir(), `${verb}-${process.pid}.log`) },
    });
  }

  /** A command of Slurm's own, as somebody at a terminal of the cluster would give it. */
  say(program: string, ...words: string[]): string {
    return execFileSync(program, words, { encoding: "utf8" });
  }

  /** Processes that have their files or their folder in the cluster's home, or that carry a job's mark. */
  left(): string[] {
    return readdirSync("/proc").filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        const whole = readFileSync(`/proc/${pid}/environ`, "latin1") + readFileSync(`/proc/${pid}/cmdline`, "latin1");
        return whole.includes(`${this.home}/jobs`) || readlinkSync(`/proc/${pid}/cwd`).startsWith(`${this.home}/jobs`);
      } catch {
        return false;
      }
    });
  }
}

const limits = { seconds: 300, memoryMb: 4000, processes: 40, diskMb: 50, outputMb: 20 };
const asksNothing: ClusterSettings = {
  ...{ partition: "", account: "", qos: "", gres: "", extra: [], setup: "", jobPrefix: "test-" },
  ...{ time: "10", pollSeconds: 0.4, seedArrays: true },
};

/** One experiment on the cluster, whose program is `code`. */
export class Experiment {
  readonly project: string;
  readonly worktree: string;
  readonly job: Job;
  readonly settings: ClusterSettings;
  readonly states: JobState[] = [];
  /** What was printed, as far as it has come here. */
  text = "";

  constructor(
    readonly cluster: Pick<Cluster, "home">,
    code: string,
    settings: Partial<ClusterSettings> = {},
    job: Partial<Job> = {},
  ) {
    this.settings = { ...asksNothing, ...settings };
    this.project = aRepository({ "experiment.py": code.replace(/^\s*\n/, "").replace(/^ {6}/gm, "") });
    this.worktree = mkdtempSync(join(tmpdir(), "worktree-"));
    this.job = {
      ...{ id: "run_1-attempt-1", commit: git(this.project, "rev-parse", "HEAD").trim(), env: {}, carry: [] },
      ...{ command: ["{python}", "experiment.py"], collect: ["run_1"], locked: {}, limits, gpus: 0, ...job },
    };
  }

  /** As if this program had just been started, unless a place is given that others use too. */
  compute(place: RemotePlace = loginNode(this.cluster)) {
    const { project, worktree, settings } = this;
    return slurmCompute({ project, slug: "idea", worktree, requirements: [], name: "slurm", place, settings });
  }

  submit(compute = this.compute()): Promise<string> {
    return compute.submit(this.job, new AbortController().signal);
  }

  /** Watches to the end, from the beginning of the log. */
  async watch(id: string, compute = this.compute()): Promise<JobEnd | undefined> {
    this.text = "";
    for await (const event of compute.watch(id, new AbortController().signal)) {
      if (event.type === "output") this.text += event.text;
      else if (event.type === "state") this.states.push(event.state);
      else return event.end;
    }
    return undefined;
  }

  async outcome(): Promise<JobEnd> {
    return (await this.watch(await this.submit()))!;
  }

  collect() {
    return this.compute().collect(jobName(this.job), new AbortController().signal);
  }

  /** The job's folder on the cluster. */
  get remote(): string {
    return join(this.cluster.home, "jobs", remoteName(this.project, "idea", jobName(this.job)));
  }

  get number(): string {
    return readFileSync(join(this.remote, "slurm.id"), "utf8").trim();
  }

  get printed(): string {
    return readFileSync(join(this.remote, "stdout.log"), "utf8");
  }

  hasPrinted(text: string): boolean {
    return existsSync(join(this.remote, "stdout.log")) && this.printed.includes(text);
  }

  /** Lets a program go that waits for the file \`enough\` beside its folder. */
  enough(): void {
    writeFileSync(join(this.remote, "enough"), "");
  }

  forget(): void {
    for (const folder of [this.project, this.worktree])
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The cluster's login node, which is this machine, with what was asked of it in round trips. */
export function loginNode({ home }: Pick<Cluster, "home">) {
  const trips = { all: 0, polls: [] as number[] };
  const here = thisHost();
  const host: RemoteHost = {
    name: here.name,
    run(script, options) {
      trips.all++;
      return here.run(script, options);
    },
  };
  const access = { host, folder: home, python: process.env.AI_SCIENTIST_PYTHON ?? "python3", setup: "" };
  const asking = askingQueue({ pollSeconds: 0.4 });
  const poll = new JobPoll(access, {
    ...asking,
    ask(to, jobs, ...rest) {
      trips.polls.push(jobs.length);
      return asking.ask(to, jobs, ...rest);
    },
  });
  return { access, poll, trips };
}

export async function until(what: () => boolean, seconds = 120): Promise<void> {
  for (let waited = 0; !what(); waited += 100) {
    if (waited > seconds * 1000) throw new Error(`It did not come to this in ${seconds} s: ${what}`);
    await wait(100);
  }
}
