import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { type Idea, Ideas } from "../research/idea";
import { PromptFile, type Template, TemplateManifest } from "../research/template";

/** A file of the project that is missing or not what it must be; the message names it and says what to do. */
export class ProjectBroken extends Error {
  override readonly name = "ProjectBroken";
}

/** The template that a project folder holds. `template.json` may be missing; then its fields have their defaults. */
export async function readTemplate(folder: string): Promise<Template> {
  for (const file of ["experiment.py", "plot.py"]) {
    if ((await textIn(folder, file)) === undefined) {
      throw new ProjectBroken(
        `This folder has no ${file}. A project needs experiment.py, plot.py, prompt.json and seed_ideas.json.`,
      );
    }
  }
  const prompt = await jsonIn(folder, "prompt.json", PromptFile);
  if (!prompt) throw new ProjectBroken("This folder has no prompt.json with “system” and “task_description”.");
  const manifest = (await jsonIn(folder, "template.json", TemplateManifest)) ?? TemplateManifest.parse({});
  const seedIdeas = (await jsonIn(folder, "seed_ideas.json", Ideas)) ?? [];
  return { manifest, system: prompt.system, task: prompt.task_description, seedIdeas };
}

/** `ideas.json`, or none. */
export async function readIdeas(folder: string): Promise<Idea[]> {
  return (await jsonIn(folder, "ideas.json", Ideas)) ?? [];
}

async function jsonIn<Value>(folder: string, file: string, shape: z.ZodType<Value>): Promise<Value | undefined> {
  const text = await textIn(folder, file);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ProjectBroken(`${file} is not valid JSON: ${(error as Error).message}. Correct it; nothing was changed.`);
  }
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  throw new ProjectBroken(`${file} is not as it must be: ${z.prettifyError(read.error).replaceAll("\n", " ")}`);
}

async function textIn(folder: string, file: string): Promise<string | undefined> {
  return readFile(join(folder, file), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw new ProjectBroken(`${file} cannot be read: ${error.message}`);
  });
}
