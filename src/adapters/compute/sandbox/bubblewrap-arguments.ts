import { SYSTEM, type VisiblePaths } from "./visible-paths";

/** What one job may see and touch. All paths are absolute, and are the same inside as outside. */
export type Cage = {
  /** The commit's files: writable, and where the job begins. */
  readonly work: string;
  /** Writable; it is also what the job finds under `/tmp` and `/var/tmp`. */
  readonly temporary: string;
  /** What the job finds in place of the researcher's home. */
  readonly home: { readonly at: string; readonly shows: string } | undefined;
  readonly visible: VisiblePaths;
  readonly network: boolean;
};

/**
 * The arguments of `bwrap`, up to the command. Nothing is there unless it is listed; a later line lies on top of an earlier one. The
 * root and `/dev` are closed at the end, so that what is written anywhere else fails instead of being lost.
 */
export function bubblewrapArguments({ work, temporary, home, visible, network }: Cage): string[] {
  return [
    ...["--unshare-user-try", "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try"],
    ...(network ? [] : ["--unshare-net"]),
    ...["--cap-drop", "ALL"],
    ...SYSTEM.flatMap((path) => ["--ro-bind-try", path, path]),
    ...["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm"],
    ...visible.emptied.flatMap((path) => ["--tmpfs", path]),
    ...visible.devices.flatMap((path) => ["--dev-bind-try", path, path]),
    ...(network ? visible.resolver : []).flatMap((path) => ["--ro-bind-try", path, path]),
    ...visible.hidden.flatMap((path) => ["--ro-bind", "/dev/null", path]),
    ...["/tmp", "/var/tmp"].flatMap((path) => ["--bind", temporary, path]),
    ...(home ? ["--bind", home.shows, home.at] : []),
    ...visible.readable.flatMap((path) => ["--ro-bind-try", path, path]),
    ...[work, temporary].flatMap((path) => ["--bind", path, path]),
    ...["--remount-ro", "/", "--remount-ro", "/dev", "--chdir", work],
  ];
}
