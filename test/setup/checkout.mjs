import path from "node:path";

/** Where this checkout lies: every path below is absolute. */
export const root = path.resolve(import.meta.dirname, "../..");

/** Things made on this machine that git ignores: logs, a Python environment, the demo's project. */
export const cache = path.join(root, ".cache");

/** The Node that the dev dependency `node` brings; the machine's own may be too old for our packages. */
export const node = path.join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");

/** The environment for everything that runs with our packages: their programs come before the machine's. */
export function projectEnvironment(extra = {}) {
  const bin = path.join(root, "node_modules/.bin");
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return { ...process.env, ...extra, [pathKey]: bin + path.delimiter + (process.env[pathKey] ?? "") };
}
