import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, posix, relative } from "node:path";
import { type LatexDocument, parseLatex } from "../../latex/document";
import { inputsNamedIn } from "../../latex/paper";
import type { Problem } from "../../research/problem";
import { removeStaleFiles } from "./stale-files";
import { jobName } from "./tools";

/** What one compilation works with. Folders are absolute. */
export type Job = {
  readonly source: string;
  readonly name: string;
  readonly folder: string;
  readonly output: string;
  readonly text: string;
  readonly document: LatexDocument;
};

export async function jobFor(source: string, directory: string, output: string): Promise<Job | undefined> {
  const path = join(directory, source);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const folder = dirname(path);
  const within = join(directory, output, relative(directory, folder));
  return { source, name: basename(path), folder, output: within, text, document: parseLatex(text, source) };
}

/** The output folder with the subfolders that `\include` needs, hidden from git, and nothing stale in the way. */
export async function prepare({ document, folder, output }: Job, directory: string, root: string): Promise<Problem[]> {
  await mkdir(output, { recursive: true });
  await writeFile(join(directory, root, ".gitignore"), "*\n");
  const subfolders = inputsNamedIn(document)
    .map(posix.dirname)
    .filter((one) => one !== "." && !one.startsWith(".."));
  for (const subfolder of new Set(subfolders)) await mkdir(join(output, subfolder), { recursive: true });
  return removeStaleFiles(document, folder, output);
}

/** The last megabytes of the log, where a looping macro has not left more than anybody can read. */
export async function logText(job: Job): Promise<string> {
  const file = await open(logOf(job), "r").catch(() => undefined);
  if (file === undefined) return "";
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 4 * 1024 * 1024);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString("utf8");
  } finally {
    await file.close();
  }
}

export function logOf(job: Job): string {
  return besideLog(job, "log");
}

export function besideLog({ output, name }: Job, ending: string): string {
  return join(output, `${jobName(name)}.${ending}`);
}
