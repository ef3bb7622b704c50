import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { OnWait } from "../../engine/ports/typesetter";
import type { Compiled } from "../../engine/project";
import { parseLatex } from "../../latex/document";
import { pageLimitProblems } from "../../latex/page-limit";
import { bibliographiesNamedIn, inputsNamedIn } from "../../latex/paper";
import { rootNamedIn } from "../../latex/root-comment";
import { typesetterOf } from "../open-lab";
import { readSettings } from "../settings";

/** A LaTeX paper on the disk: what is compiled, and the PDF that comes of it. Absolute paths. */
export type AnyPaper = { readonly source: string; readonly pdf: string };

/** Compiles a paper that belongs to no idea, into a folder of ours beside it. */
export async function compileAnyPaper(
  source: string,
  settings: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
  onWait?: OnWait,
): Promise<Compiled> {
  const folder = dirname(source);
  const read = readSettings(settings);
  const typesetter = typesetterOf(folder, read);
  const { pdf, pages, problems } = await typesetter.compile(basename(source), signal, onWait);
  const checked = await typesetter.check(basename(source), signal);
  const long = pageLimitProblems(basename(source), pages, read["paper.pageLimit"]);
  return { pdf: pdf && join(folder, pdf), pages, problems: [...problems, ...long, ...checked] };
}

/**
 * The paper that a `.tex` or `.bib` file belongs to: what its `% !TEX root` names, itself where it is a document, else the document
 * beside it or up to two folders above that takes it in. Undefined where there is none.
 */
export async function paperWith(file: string): Promise<AnyPaper | undefined> {
  const text = await textOf(file);
  const named = rootNamedIn(text);
  if (named) return paperAt(resolve(dirname(file), named));
  if (/\.tex$/i.test(file) && isDocument(text)) return paperAt(file);
  const parents = [dirname(file), dirname(dirname(file)), dirname(dirname(dirname(file)))];
  for (const folder of parents) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => /\.tex$/i.test(name)).slice(0, 30);
    for (const name of names) if (await takesIn(join(folder, name), file)) return paperAt(join(folder, name));
  }
  return undefined;
}

/** Where the typesetter puts what it makes of a source. */
function paperAt(source: string): AnyPaper {
  return { source, pdf: join(dirname(source), ".typeset", basename(source).replace(/\.tex$/i, ".pdf")) };
}

async function takesIn(root: string, file: string): Promise<boolean> {
  if (root === file) return false;
  const text = await textOf(root);
  if (!isDocument(text)) return false;
  const seen = new Set<string>();
  const pending = [text];
  for (let one = pending.shift(); one !== undefined && seen.size < 200; one = pending.shift()) {
    const document = parseLatex(one, "");
    for (const name of [...inputsNamedIn(document), ...bibliographiesNamedIn(document)]) {
      if (relative(resolve(dirname(root), name), file) === "") return true;
      if (seen.has(name) || !name.endsWith(".tex")) continue;
      seen.add(name);
      pending.push(await textOf(resolve(dirname(root), name)));
    }
  }
  return false;
}

function isDocument(text: string): boolean {
  return /^[^%\n]*\\documentclass/m.test(text);
}

function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}
