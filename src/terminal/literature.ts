import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { literatureOf } from "../adapters/literature/literature-of";
import { readSettings } from "../adapters/settings";
import type { Literature } from "../engine/ports/literature";
import { shownAuthors } from "../research/author-names";
import { bibtexOf } from "../research/bibtex-entry";
import type { Reference } from "../research/reference";
import { type CommonOptions, printJson, say, settingsFor, type Terminal } from "./context";
import { Exit, UsageError } from "./exit-code";

/** Searches the published record as the novelty check does, and prints what may be cited, each with an entry for a bibliography. */
export async function literature(
  terminal: Terminal,
  folder: string | undefined,
  words: readonly string[],
  options: Pick<CommonOptions, "json"> & { readonly bibtex?: boolean },
): Promise<Exit> {
  if (folder === undefined || words.length === 0)
    throw new UsageError("Say what to search for: ai-scientist literature DIR WORDS…, or --verify PAPER.");
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new UsageError(`There is no folder ${folder}. The project's folder comes first, then the words.`);
  const settings = readSettings(await settingsFor(terminal, folder, {}));
  const { sources, search, retractions } = literatureOf(resolve(folder), settings, terminal.env);
  if (sources.length === 0)
    throw new UsageError(
      "No literature source is set. Name some in literature.sources of .ai-scientist/settings.json: semantic-scholar, openalex, arxiv, crossref, datacite.",
    );
  const { papers: found, problem, remarks, pages = [] } = await search(words.join(" "), terminal.signal);
  const papers = options.bibtex ? await withRetractions(found, retractions, terminal) : found;
  for (const said of [problem, remarks]) if (said) terminal.err.write(`${said}\n`);
  if (options.json)
    printJson(terminal, { papers, ...(problem ? { problem } : {}), ...(pages.length > 0 ? { pages } : {}) });
  else if (options.bibtex) terminal.out.write(papers.map(({ bibtex }) => `${bibtex}\n`).join("\n"));
  else for (const paper of papers) terminal.out.write(`${lineOf(paper)}\n`);
  for (const { title, url } of pages) say(terminal, `On the web: ${title}, ${url}`);
  if (papers.length === 0 && !problem) say(terminal, `Nothing was found in ${sources.join(", ")}.`);
  return papers.length === 0 && problem ? Exit.failed : Exit.done;
}

/** Before an entry is printed for a bibliography it is looked up whether its work was retracted, where somebody can be asked. */
async function withRetractions(
  papers: readonly Reference[],
  retractions: Literature["retractions"],
  { signal, err }: Terminal,
): Promise<Reference[]> {
  const open = papers.filter(({ retracted }) => retracted === undefined);
  const said = open.length > 0 ? await retractions?.(open, signal) : undefined;
  if (said?.problem) err.write(`${said.problem}\n`);
  const isRetracted = (paper: Reference) => said?.works[open.indexOf(paper)]?.retracted;
  return papers.map((paper) => {
    if (!isRetracted(paper)) return paper;
    const key = /^@\w+\{([^,]*),/.exec(paper.bibtex)?.[1] ?? "";
    return { ...paper, retracted: true, bibtex: bibtexOf({ ...paper, retracted: true }, key) };
  });
}

function lineOf({ title, authors, venue, year, citations, doi, url, retracted, verified }: Reference): string {
  const who = authors.length > 3 ? shownAuthors(authors, 1) : shownAuthors(authors);
  const where = [venue, year, citations === undefined ? "" : `cited ${citations} times`].filter(Boolean).join(", ");
  const mark = retracted ? "RETRACTED. " : "";
  return [`${mark}${title}`, who, where, doi ? `https://doi.org/${doi}` : (url ?? ""), verified]
    .filter(Boolean)
    .join("\n  ");
}
