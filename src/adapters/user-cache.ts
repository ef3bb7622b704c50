import { homedir } from "node:os";
import { join } from "node:path";

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
