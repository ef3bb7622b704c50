import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type * as z from "zod";
import { toDotPath } from "zod/v4/core";
import { readIdeaFile } from "../research/idea-file";
import { PromptFile, type Template, TemplateManifest } from "../research/template";
import { importedPackages } from "./imported-packages";

/** A file of the project that is missing or not what it must be; the message names it and says what to do. */
export class ProjectBroken extends Error {
  override readonly name = "ProjectBroken";

  /** Where it can be mended: a file that is there and must be corrected, or one that has to be made. Paths in the project. */
  constructor(
    message: string,
    readonly where: { readonly file?: string; readonly lacks?: string } = {},
  ) {
    super(message);
  }
}

/**
 * The template that a project folder holds. `template.json` may be missing; then its fields have their defaults. Seed ideas that
 * cannot be used are left out here and said by whoever shows ideas.
 */
export function readTemplate(folder: string): Promise<Template> {
  return templateIn({ text: (file) => textIn(folder, file), names: () => readdir(folder) });
}

/** Where the files of a template are read from: a folder, or a commit. */
export type TemplateFiles = {
  readonly text: (file: string) => Promise<string | undefined>;
  /** What lies at the top level. */
  readonly names: () => Promise<readonly string[]>;
};

export async function templateIn(files: TemplateFiles): Promise<Template> {
  const written = await jsonIn(files, "template.json", TemplateManifest);
  for (const file of written ? ["plot.py"] : ["experiment.py", "plot.py"]) await requireFile(files, file, WANTED);
  for (const file of written?.editable ?? []) await requireFile(files, file, `template.json names it as editable.`);
  const prompt = await jsonIn(files, "prompt.json", PromptFile);
  if (!prompt)
    throw new ProjectBroken("This folder has no prompt.json with “system” and “task_description”.", {
      lacks: "prompt.json",
    });
  const manifest = await withRequirements(files, written ?? TemplateManifest.parse({}));
  const seeds = readIdeaFile((await files.text("seed_ideas.json")) ?? "", "seed_ideas.json");
  const seedIdeas = seeds.entries.map(({ idea }) => idea);
  return { manifest, system: prompt.system, task: prompt.task_description, seedIdeas };
}

const WANTED = "A project needs experiment.py, plot.py, prompt.json and seed_ideas.json.";

async function requireFile(files: TemplateFiles, file: string, why: string): Promise<void> {
  if ((await files.text(file)) !== undefined) return;
  throw new ProjectBroken(`This folder has no ${file}. ${why}`, { lacks: file });
}

/** A manifest that names no requirements gets those that the code imports, so that an interpreter that has them is found. */
async function withRequirements(files: TemplateFiles, manifest: TemplateManifest): Promise<TemplateManifest> {
  if (manifest.requirements.length > 0) return manifest;
  const paths = [...new Set([...manifest.editable, ...Object.keys(manifest.locked)])].filter((path) =>
    path.endsWith(".py"),
  );
  const sources = await Promise.all(paths.map((path) => files.text(path)));
  const names = await files.names();
  return {
    ...manifest,
    requirements: importedPackages(
      sources.map((text) => text ?? ""),
      names,
    ),
  };
}

async function jsonIn<Value>(files: TemplateFiles, file: string, shape: z.ZodType<Value>): Promise<Value | undefined> {
  const text = await files.text(file);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ProjectBroken(
      `${file} is not valid JSON: ${(error as Error).message}. Correct it; nothing was changed.`,
      { file },
    );
  }
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => objectionIn(json, issue));
  throw new ProjectBroken(`${file} is not as it must be: ${wrong.join("; ")}. Correct it; nothing was changed.`, {
    file,
  });
}

/** `[0].Name “Wide Nets” must be …`: where it is, what stands there, and what is wrong with it. */
function objectionIn(json: unknown, { path, message }: z.core.$ZodIssue): string {
  const value = path.reduce((inner: unknown, key) => (inner as Record<PropertyKey, unknown> | null)?.[key], json);
  const quoted = typeof value === "string" ? `“${value.slice(0, 80)}” ` : "";
  const place = toDotPath(path);
  const said = message
    .replace(/^Invalid input: .*received undefined$/, "is missing")
    .replace("Invalid input: ", "is wrong: ");
  return `${place}${place ? " " : ""}${quoted}${said}`;
}

/** Undefined when there is no such file. */
export async function textIn(folder: string, file: string): Promise<string | undefined> {
  return readFile(join(folder, file), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw new ProjectBroken(`${file} cannot be read: ${error.message}`);
  });
}
