import { resolve } from "node:path";
import { type CommonOptions, ideaNamed, printJson, projectAt, say, type Terminal } from "./context";
import { Exit } from "./exit-code";
import { requireWritable } from "./out-file";

export type BundleOptions = CommonOptions & { readonly idea?: string; readonly to?: string };

/** One archive with everything of an idea; its path on standard output. */
export async function bundle(terminal: Terminal, folder: string, options: BundleOptions): Promise<Exit> {
  const project = await projectAt(terminal, folder, options);
  const { slug } = ideaNamed(await project.begun(), options.idea);
  const target = resolve(options.to ?? `${slug}.zip`);
  await requireWritable("--to", options.to ?? target);
  const made = await project.bundle(slug, target);
  for (const { path, bytes } of made.leftOut) say(terminal, `Left out: ${path}, ${Math.round(bytes / 1e6)} MB.`);
  say(terminal, `${made.files.length} files. It holds prompts and answers word for word: look before you publish it.`);
  if (options.json) printJson(terminal, { ...made, archive: target });
  else terminal.out.write(`${target}\n`);
  return Exit.done;
}
