/** What Node adds to an error of the system. */
type Told = Error & { readonly code?: unknown; readonly path?: unknown; readonly syscall?: unknown };

/**
 * What the system refused, where its own words mislead: of a full disk they name no place, and a folder that cannot be made on a
 * disk that is only read is called missing. Undefined for every other error.
 */
export function systemFault(error: Error): string | undefined {
  const { code, path, syscall } = error as Told;
  const place = typeof path === "string" ? ` at ${path}` : "";
  if (code === "ENOSPC") return `The disk is full${place} (ENOSPC). ${FREE}`;
  if (code === "EDQUOT") return `Your quota of disk space is used up${place} (EDQUOT). ${FREE}`;
  if (code === "EROFS" || (code === "ENOENT" && syscall === "mkdir"))
    return `Nothing can be written${place}: the disk can only be read, or what the folder lies in is gone (${code}).`;
  return undefined;
}

const FREE = "Free some space, then go on: what was finished until then is kept.";
