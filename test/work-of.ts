/** Milliseconds of processor time that some work takes: what else the machine is doing does not count. */
export function workOf(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
