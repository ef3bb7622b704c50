import type { Compute, Job, JobEvent } from "../../src/engine/ports/compute";
import type { FakeWorkspace } from "./workspace";

/** What a program would do: its exit code and the files that it leaves. */
export type Program = (
  job: Job,
  files: Readonly<Record<string, string>>,
) => { code: number; stderr?: string; files: Record<string, string> };

/** Runs programs that are functions. Jobs outlive a power cut, as real ones do. */
export class FakeCompute implements Compute {
  readonly place = "a fake machine";
  /** Every job that was really started, in order. */
  readonly started: string[] = [];
  private readonly jobs = new Map<string, Job>();

  constructor(
    private readonly workspace: FakeWorkspace,
    private readonly program: Program,
  ) {}

  async probe() {
    return { interpreter: "python", python: "3.11", packages: {}, problems: [] };
  }
  async submit(job: Job) {
    if (!this.jobs.has(job.id)) {
      this.started.push(job.id);
      this.jobs.set(job.id, job);
    }
    return job.id;
  }
  async *watch(id: string): AsyncIterable<JobEvent> {
    const { code, stderr = "" } = this.outcome(id);
    yield { type: "output", text: "step 1\n", seconds: 1 };
    yield {
      type: "ended",
      end: { how: { type: "exited", code }, stdoutEnd: "step 1", stderrEnd: stderr, seconds: 2, violations: [] },
    };
  }
  async collect(id: string) {
    const { files } = this.outcome(id);
    Object.assign(this.workspace.worktree, files);
    return {
      files: Object.keys(files),
      environment: {
        gpus: [],
        packages: { numpy: "2.0.0" },
        cpu: "Fake CPU",
        python: "3.11.7",
        trainableParameters: 1000,
        seeds: [0, 1, 2],
      },
    };
  }
  async cancel() {}

  private outcome(id: string) {
    const job = this.jobs.get(id)!;
    const { files } = this.workspace.commits.find((commit) => commit.id === job.commit)!;
    return this.program(job, files);
  }
}
