import { isAbsolute, join, normalize, relative, sep } from "node:path";

/** What a job may see beside the system, its own folders and its private home. */
export type VisiblePaths = {
  /** The interpreter, its packages, downloaded models and data: read-only. Parents come first. */
  readonly readable: readonly string[];
  /** Folders below the system that are private all the same, shown empty: a project in `/opt`. */
  readonly emptied: readonly string[];
  /** GPUs. */
  readonly devices: readonly string[];
  /** Where the names of hosts are looked up, if that is no plain file of `/etc`. */
  readonly resolver: readonly string[];
  /** Files of the system that an administrator could read, and an experiment must not. */
  readonly hidden: readonly string[];
};

/**
 * The paths of `wanted` that must be bound: those that nothing else shows already and that show nothing private. A path that
 * holds one of the `closed` folders (the home, the project with its journals) would open it, and is left out.
 */
export function readablePaths(
  wanted: readonly string[],
  closed: readonly string[],
  emptied: readonly string[] = [],
): string[] {
  const paths = [...new Set(wanted.filter((path) => isAbsolute(path)).map(trimmed))].sort(
    (one, other) => one.length - other.length || (one < other ? -1 : 1),
  );
  const chosen: string[] = [];
  for (const path of paths) {
    const ofSystem = SYSTEM.some((parent) => holds(parent, path)) && !emptied.some((folder) => holds(folder, path));
    const shown = ofSystem || chosen.some((parent) => holds(parent, path));
    if (!shown && !closed.some((folder) => holds(path, folder))) chosen.push(path);
  }
  return chosen;
}

/** What libraries keep beneath a home that is no secret: downloaded data and models, and the list of fonts. Never `token` files. */
export function cachesOf(env: Readonly<Record<string, string | undefined>>): string[] {
  const home = env.HOME ?? "/nonexistent";
  const cache = env.XDG_CACHE_HOME ?? join(home, ".cache");
  const huggingFace = env.HF_HOME ?? join(cache, "huggingface");
  return [
    ...["hub", "datasets", "assets"].map((name) => join(huggingFace, name)),
    ...["hub", "datasets"].map((name) => join(env.TORCH_HOME ?? join(cache, "torch"), name)),
    ...["scikit_learn_data", "nltk_data", ".keras/datasets"].map((name) => join(home, name)),
  ];
}

/** Folders that variables name and programs are loaded from. */
export function librariesOf(env: Readonly<Record<string, string | undefined>>): string[] {
  const named = [env.CUDA_HOME, env.CUDA_PATH, env.CONDA_PREFIX, env.VIRTUAL_ENV];
  return [...named, ...(env.LD_LIBRARY_PATH ?? "").split(":")].filter((path): path is string => Boolean(path));
}

/** Devices of a machine's GPUs among the names in `/dev`. */
export function gpuDevices(names: readonly string[]): string[] {
  return names.filter((name) => /^(nvidia.*|dri|kfd|dxg)$/.test(name)).map((name) => `/dev/${name}`);
}

/** Whether `path` is `parent` or lies below it. */
export function holds(parent: string, path: string): boolean {
  const way = relative(parent, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function trimmed(path: string): string {
  const plain = normalize(path);
  return plain.length > 1 ? plain.replace(/\/+$/, "") : plain;
}

/** Programs, libraries and their configuration, of whichever distribution. `/var` and `/run` hold other people's data and sockets. */
export const SYSTEM = [
  ...["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt", "/sys"],
  ...["/nix/store", "/gnu/store", "/run/current-system", "/run/opengl-driver", "/var/cache/fontconfig"],
];

/** What an administrator can read there and no program needs: passwords, with the copies that are kept of them, and the machine's own keys. */
export const ADMINISTRATORS = [
  ...["shadow", "shadow-", "gshadow", "gshadow-", "sudoers", "krb5.keytab"].map((name) => `/etc/${name}`),
  ...["rsa", "dsa", "ecdsa", "ed25519"].map((kind) => `/etc/ssh/ssh_host_${kind}_key`),
];
