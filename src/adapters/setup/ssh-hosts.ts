import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, resolve, sep } from "node:path";
import SSHConfig, { LineType } from "ssh-config";
import type { KnownHost } from "../../engine/setup";

/** The hosts that the user's and the system's configuration of `ssh` name, in their order; files that cannot be read name none. */
export async function sshHosts(home = homedir(), systemWide = systemFile()): Promise<KnownHost[]> {
  const found = new Map<string, KnownHost>();
  for (const [file, folder] of [
    [join(home, ".ssh", "config"), join(home, ".ssh")],
    [systemWide, resolve(systemWide, "..")],
  ] as const)
    for (const host of await hostsOf(file, { home, folder, depth: 0 }))
      if (!found.has(host.name)) found.set(host.name, host);
  return [...found.values()];
}

function systemFile(): string {
  const data = process.env.PROGRAMDATA;
  return process.platform === "win32" && data ? join(data, "ssh", "ssh_config") : "/etc/ssh/ssh_config";
}

type Where = {
  readonly home: string;
  /** What included files are relative to. */
  readonly folder: string;
  readonly depth: number;
};

/** As deep as `ssh` itself goes, so that a file that includes itself comes to an end. */
const DEEPEST = 16;

async function hostsOf(file: string, where: Where): Promise<KnownHost[]> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined || where.depth > DEEPEST) return [];
  const found: KnownHost[] = [];
  for (const entry of entriesIn(text)) {
    if (entry.type === "host") found.push(entry.host);
    else for (const path of await matching(entry.pattern, where)) found.push(...(await hostsOf(path, deeper(where))));
  }
  return found;
}

function deeper(where: Where): Where {
  return { ...where, depth: where.depth + 1 };
}

export type Entry =
  | { readonly type: "host"; readonly host: KnownHost }
  | { readonly type: "include"; readonly pattern: string };

/** What a configuration names, in its order. Patterns are no hosts; a file that does not parse names nothing. */
export function entriesIn(text: string): Entry[] {
  return parsed(text).flatMap((line): Entry[] => {
    if (line.type !== LineType.DIRECTIVE) return [];
    const include = /^include$/i.test(line.param) ? wordsOf(line.value) : [];
    if (include.length > 0) return include.map((pattern) => ({ type: "include", pattern }));
    if (!("config" in line)) return [];
    const inside = line.config.flatMap((one): Entry[] =>
      one.type === LineType.DIRECTIVE && /^include$/i.test(one.param)
        ? wordsOf(one.value).map((pattern) => ({ type: "include", pattern }))
        : [],
    );
    if (!/^host$/i.test(line.param)) return inside;
    const told = (name: string) =>
      line.config.flatMap((one) =>
        one.type === LineType.DIRECTIVE && one.param.toLowerCase() === name ? wordsOf(one.value) : [],
      )[0];
    const [address, user] = [told("hostname"), told("user")];
    const names = wordsOf(line.value).filter((name) => /^[\w[][^*?!\s]*$/.test(name));
    const hosts = names.map((name) => ({ name, ...(address ? { address } : {}), ...(user ? { user } : {}) }));
    return [...hosts.map((host): Entry => ({ type: "host", host })), ...inside];
  });
}

function parsed(text: string): SSHConfig {
  try {
    return SSHConfig.parse(text);
  } catch {
    return new SSHConfig();
  }
}

function wordsOf(value: string | readonly { readonly val: string }[]): string[] {
  if (typeof value !== "string") return value.map(({ val }) => val);
  return (value.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ""));
}

/** The files that an `Include` means; `*` and `?` may stand in any of its names. */
async function matching(pattern: string, { home, folder }: Where): Promise<string[]> {
  const path = pattern.replace(/^~(?=[/\\]|$)/, home);
  const parts = (isAbsolute(path) ? path : join(folder, path)).split(/[/\\]/);
  let found = [parts[0] || sep];
  for (const part of parts.slice(1)) {
    const next = found.map(async (parent) => (await namesLike(part, parent)).map((name) => join(parent, name)));
    found = (await Promise.all(next)).flat();
  }
  return found;
}

async function namesLike(part: string, parent: string): Promise<string[]> {
  if (!/[*?]/.test(part)) return [part];
  const like = new RegExp(
    `^${part
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  );
  const names = await readdir(parent).catch(() => [] as string[]);
  return names.filter((name) => like.test(name) && (part.startsWith(".") || !name.startsWith("."))).sort();
}
