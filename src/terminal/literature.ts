import { resolve } from "node:path";
import { literatureOf } from "../adapters/literature/literature-of";
import { readSettings } from "../adapters/settings";
import { shownAuthors } from "../research/author-names";
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
  const settings = readSettings(await settingsFor(terminal, folder, {}));
  const { sources, search } = literatureOf(resolve(folder), settings, terminal.env);
  if (sources.length === 0)
    throw new UsageError(
      "No literature source is set. Name some in literature.sources of .ai-scientist/settings.json: semantic-scholar, openalex, arxiv, crossref, datacite.",
    );
  const { papers, problem, remarks, pages = [] } = await search(words.join(" "), terminal.signal);
  for (const said of [problem, remarks]) if (said) terminal.err.write(`${said}\n`);
  if (options.json)
    printJson(terminal, { papers, ...(problem ? { problem } : {}), ...(pages.length > 0 ? { pages } : {}) });
  else if (options.bibtex) terminal.out.write(papers.map(({ bibtex }) => `${bibtex}\n`).join("\n"));
  else for (const paper of papers) terminal.out.write(`${lineOf(paper)}\n`);
  for (const { title, url } of pages) say(terminal, `On the web: ${title}, ${url}`);
  if (papers.length === 0 && !problem) say(terminal, `Nothing was found in ${sources.join(", ")}.`);
  return papers.length === 0 && problem ? Exit.failed : Exit.done;
}

function lineOf({ title, authors, venue, year, citations, doi, url, retracted, verified }: Reference): string {
  const who = authors.length > 3 ? shownAuthors(authors, 1) : shownAuthors(authors);
  const where = [venue, year, citations === undefined ? "" : `cited ${citations} times`].filter(Boolean).join(", ");
  const mark = retracted ? "RETRACTED. " : "";
  return [`${mark}${title}`, who, where, doi ? `https://doi.org/${doi}` : (url ?? ""), verified]
    .filter(Boolean)
    .join("\n  ");
}
