import type { Probe } from "../../../engine/ports/compute";
import { bestOf, packageNames, question } from "../find-interpreter";
import { ComputeUnavailable } from "../start-job";
import { askHost, type HostAccess } from "./ask-host";
import { HostUnreachable } from "./host";
import { Look } from "./host-answers";

export type LookFor = {
  readonly requirements: readonly string[];
  /** Files that need not be sent if they are there. */
  readonly hashes?: readonly string[];
  readonly job?: string;
  /** Whether the host's cluster is asked too. */
  readonly cluster?: boolean;
};

/** One round trip: what a host has, and what a job would lack there. */
export async function lookAtHost(access: HostAccess, wanted: LookFor, signal: AbortSignal): Promise<Look> {
  const { requirements, hashes = [], job, cluster = false } = wanted;
  const { answer } = await askHost(
    access,
    {
      verb: "look",
      candidates: access.python ? [access.python] : CANDIDATES,
      question,
      requirements: packageNames(requirements),
      hashes,
      cluster,
      ...(job === undefined ? {} : { job }),
    },
    Look,
    { signal },
  );
  return answer;
}

/** What the host's own setup put first, then an environment made for us, then where a Python usually is. */
const CANDIDATES = [
  ...["python3", "{root}/venv/bin/python", "python", "/usr/bin/python3", "~/.venv/bin/python"],
  ...["~/miniconda3/bin/python", "~/miniforge3/bin/python", "~/anaconda3/bin/python", "/opt/conda/bin/python"],
];

/** What the look says to a researcher. `now` is the time here when it was answered. */
export function probeOf(look: Look, access: HostAccess, requirements: readonly string[], now: number): Probe {
  const { host, python } = access;
  const none = python ? `${python} is no Python interpreter that can be started.` : "There is no Python interpreter.";
  const tried = look.tried.map(({ command, answer }) => ({ command: [command], answer: answer ?? undefined }));
  const best = bestOf(tried, packageNames(requirements), [none]);
  const problems = [...best.problems, ...troubles(look, now)].map((sentence) => `${host.name}: ${sentence}`);
  const gpus = look.gpus.map(({ name, free }) => ({ name, free }));
  return { ...best, problems, freeDiskMb: look.freeDiskMb, ...(gpus.length > 0 ? { gpus } : {}) };
}

/** What is said of a place that did not answer; any other error is thrown again. */
export function probeWithout(error: unknown): Probe {
  if (!(error instanceof HostUnreachable || error instanceof ComputeUnavailable)) throw error;
  const trouble = error instanceof HostUnreachable ? { trouble: error.trouble } : {};
  return { interpreter: undefined, python: undefined, packages: {}, problems: [error.message], ...trouble };
}

const leastDiskMb = 500;
const mostSkewSeconds = 120;

function troubles({ setup, freeDiskMb, root, now: theirs }: Look, ours: number): string[] {
  const skew = Math.round((theirs - ours) / 1000);
  return [
    ...(setup === "0"
      ? []
      : [`The last line of compute.remoteSetup ended with code ${setup}. Try it there in a terminal.`]),
    ...(freeDiskMb < leastDiskMb
      ? [`Only ${freeDiskMb} MB are free in ${root}. Make room there, or set compute.remoteFolder to a larger disk.`]
      : []),
    ...(Math.abs(skew) > mostSkewSeconds
      ? [
          `Its clock is ${Math.abs(skew)} s ${skew > 0 ? "ahead" : "behind"}. Set it there (NTP), or times will not fit.`,
        ]
      : []),
  ];
}
