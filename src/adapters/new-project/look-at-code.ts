import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { type CodeFacts, PROJECT_FILES, type Program } from "../../engine/new-project";
import { readFinalInfo } from "../../research/metrics";

/** Reads names and texts; nothing is run. */
export async function lookAtCode(folder: string): Promise<CodeFacts> {
  const names = await filesIn(folder);
  const python = names.filter(
    (name) => /^[^/]+\.py$/.test(name) && !/^(setup|conftest|test_.*|plot.*)\.py$/.test(name),
  );
  const programs = await Promise.all(python.map((path) => programAt(folder, path)));
  const results = names.filter((name) => /(^|\/)final_info\.json$/.test(name));
  return {
    programs: programs.sort((one, other) => likeness(other) - likeness(one) || (one.path < other.path ? -1 : 1)),
    metrics: await metricsOf(folder, results),
    there: PROJECT_FILES.filter((file) => names.includes(file)),
  };
}

/** Paths two folders deep, with `/`; what is hidden or made by machines is left out. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const inside = entries.filter((entry) => entry.isDirectory() && !/^(\.|__|node_modules$|venv$)/.test(entry.name));
  const deeper = await Promise.all(
    inside.map(async ({ name }) => {
      const found = await readdir(join(folder, name), { withFileTypes: true });
      return found.filter((entry) => entry.isFile()).map((entry) => `${name}/${entry.name}`);
    }),
  );
  const own = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return [...own, ...deeper.flat()].map((path) => path.split(sep).join("/"));
}

async function programAt(folder: string, path: string): Promise<Program> {
  const text = await readFile(join(folder, path), "utf8");
  return { path, takesOutDir: /out_dir/.test(text), writesResults: /final_info\.json/.test(text) };
}

function likeness({ path, takesOutDir, writesResults }: Program): number {
  const named = ["experiment.py", "train.py", "main.py", "run.py"].indexOf(path);
  return (takesOutDir ? 20 : 0) + (writesResults ? 20 : 0) + (named < 0 ? 0 : 10 - named);
}

async function metricsOf(folder: string, results: readonly string[]): Promise<string[]> {
  for (const file of results) {
    const { measurements } = readFinalInfo(await readFile(join(folder, file), "utf8"));
    const names = [...new Set(measurements.map(({ metric }) => metric))];
    if (names.length > 0) return names;
  }
  return [];
}
