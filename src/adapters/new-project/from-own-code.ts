import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { OwnCode } from "../../engine/new-project";
import { guessMetric } from "./guess-direction";

/**
 * Writes what a project needs besides the code, and gives the paths. What is there stays as it is. `bare` is the folder of the
 * parts that fit any experiment: a plot script, and the frame of a paper.
 */
export async function projectFromOwnCode(folder: string, code: OwnCode, bare: string): Promise<string[]> {
  const made = [
    await writeNew(join(folder, "prompt.json"), promptOf(code)),
    await writeNew(join(folder, "template.json"), manifestOf(basename(folder), code)),
    await copyNew(join(bare, "plot.py"), join(folder, "plot.py")),
    ...(await paperFrame(folder, bare)),
  ];
  return ["prompt.json", "template.json", "plot.py", "latex/template.tex", "latex/conference.sty"].filter(
    (_, index) => made[index],
  );
}

/** The layout belongs to our frame: a paper of the researcher's own has its own. */
async function paperFrame(folder: string, bare: string): Promise<boolean[]> {
  await mkdir(join(folder, "latex"), { recursive: true });
  const [frame, layout] = ["latex/template.tex", "latex/conference.sty"].map((path) => [
    join(bare, path),
    join(folder, path),
  ]);
  const isNew = await copyNew(frame![0]!, frame![1]!);
  return [isNew, isNew && (await copyNew(layout![0]!, layout![1]!))];
}

function promptOf({ task }: OwnCode): string {
  const system =
    "You are a careful researcher with a taste for small experiments that settle a question. You say what you expect before you run something, you change one thing at a time, and you report what the numbers say, also when they disappoint.";
  return json({ system, task_description: task });
}

function manifestOf(name: string, { program, editable, metric, direction, metrics }: OwnCode): string {
  const names = [...new Set([...(metric ? [metric] : []), ...metrics])];
  const infos = names.map((one) => [
    one,
    one === metric ? { ...(direction ? { direction } : {}), primary: true } : guessMetric(one),
  ]);
  return json({
    name: name.replace(/[^\w-]+/g, "_"),
    title: "",
    description: "",
    command: ["{python}", program, "--out_dir={out_dir}"],
    editable: [...new Set([...editable, "plot.py"])],
    metrics: Object.fromEntries(infos),
    timeLimitSeconds: 7200,
  });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function writeNew(path: string, text: string): Promise<boolean> {
  return unlessThere(() => writeFile(path, text, { flag: "wx" }));
}

async function copyNew(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true });
  return unlessThere(() => copyFile(from, to, 1)); // COPYFILE_EXCL
}

async function unlessThere(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
