import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Where what belongs to no project is kept from one call of the terminal program to the next. */
export function userCache(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "ai-scientist");
  if (platform === "darwin") return join(home, "Library", "Caches", "ai-scientist");
  return join(env.XDG_CACHE_HOME || join(home, ".cache"), "ai-scientist");
}

/**
 * Where it is kept what services of literature said to a project. Not in the project: a folder that somebody else made may hold answers
 * that nobody gave, and an invented reference would be verified by them.
 */
export function literatureFolder(
  project: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const path = resolve(project);
  // Windows and macOS name one folder in small letters and in capitals.
  const name = platform === "linux" ? path : path.toLowerCase();
  const own = createHash("sha256").update(name).digest("hex").slice(0, 32);
  return join(userCache(env, platform), "literature", own);
}
