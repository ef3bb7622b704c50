import { isAbsolute, relative } from "node:path";

/** Whether a path lies in a folder, at any depth, by their names: for links, ask with real paths. */
export function liesBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}
