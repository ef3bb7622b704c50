/** What is known of a job whose output is read. */
export type Denying = {
  readonly network: boolean;
  /** The folders that the job could write to. */
  readonly own: readonly string[];
  /** Whether something is there outside of the sandbox, and the sandbox did not show it. */
  readonly isHidden: (path: string) => boolean;
};

/**
 * What the sandbox refused, a sentence each, as far as the program said so: the sandbox itself keeps no record. A message that could
 * come of something else is only taken where the sandbox makes sure of what it means.
 */
export function denialsIn(output: string, { network, own, isHidden }: Denying): string[] {
  const found = new Set<string>();
  for (const line of output.split("\n")) {
    if (!network && NO_NETWORK.test(line)) found.add(NETWORK);
    if (!network && REFUSED.test(line)) found.add(CONNECTION);
    const path = pathIn(line);
    if (/Read-only file system|\bEROFS\b/i.test(line) && !isOwn(path, own)) found.add(write(path));
    if (path && /No such file or directory|\bENOENT\b/i.test(line) && !isOwn(path, own) && isHidden(path))
      found.add(`It asked for ${path}, which is not shown to runs.`);
  }
  return [...found].slice(0, 8);
}

const NETWORK = "It asked for the network, which runs have only where template.json says so.";
const CONNECTION = "A connection was refused: a run reaches no program but its own.";
const NO_NETWORK =
  /Network is unreachable|Temporary failure in name resolution|Name or service not known|No address associated with hostname|Could not resolve host|\bENETUNREACH\b|\bEAI_AGAIN\b/i;
const REFUSED = /Connection refused|\bECONNREFUSED\b/i;

function write(path: string | undefined): string {
  return `It wanted to write ${path ?? "to a file that is not its own"}; a run writes only in its own folder and in that for temporary files.`;
}

/** The path at the end of a message: `[Errno 30] Read-only file system: '/etc/x'`, or `touch: cannot touch '/etc/x': Read-only …` */
function pathIn(line: string): string | undefined {
  return /['"‘“](\/[^'"’”]*)['"’”]/.exec(line)?.[1] ?? /:\s(\/[^\s:]+)(?=:|$)/.exec(line)?.[1];
}

function isOwn(path: string | undefined, own: readonly string[]): boolean {
  return path !== undefined && own.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
