/**
 * What stands between bubblewrap and the command, so that the kernel itself ends a fork bomb long before a table is read. It counts
 * threads as well, of which an honest program has several a process. Before Linux 5.14 the number would hold for all that the account
 * runs, and it never holds for root: there the supervisor alone watches.
 */
export function processCap(processes: number, release: string, account: number): string[] {
  const [major = 0, minor = 0] = release.split(".").map((part) => Number.parseInt(part, 10));
  const isCountedInside = major > 5 || (major === 5 && minor >= 14);
  if (!isCountedInside || account === 0) return [];
  const tasks = 8 * processes + 512;
  return ["prlimit", `--nproc=${tasks}:${tasks}`, "--"];
}
