import { rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** The project's folder. */
export const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "");

/** What a TypeScript file of this folder exports, bundled as the product is. */
export async function bundled(name) {
  const outfile = `${root}/.cache/bench/${basename(name, ".ts")}-${process.pid}.cjs`;
  await build({
    entryPoints: [`${root}/test/bench/${name}`],
    bundle: true,
    platform: "node",
    format: "cjs",
    loader: { ".py": "text" },
    outfile,
    logLevel: "error",
  });
  const { default: exported } = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  return exported;
}
