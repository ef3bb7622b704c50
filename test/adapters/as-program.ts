import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

/** Bundles TypeScript into a program that Node can start as a process of its own. Imports are relative to the project. */
export function asProgram(source: string): string {
  const outfile = join(mkdtempSync(join(tmpdir(), "program-")), "program.cjs");
  buildSync({
    stdin: { contents: source, resolveDir: resolve(import.meta.dirname, "../.."), loader: "ts" },
    outfile,
    bundle: true,
    loader: { ".py": "text" },
    platform: "node",
    format: "cjs",
    logLevel: "error",
  });
  return outfile;
}
