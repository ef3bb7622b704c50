import { bibliographyOf } from "../../src/latex/bibliography";
import { citedWorkOf } from "../../src/latex/cited-work";
import type { PaperFiles } from "../../src/latex/paper";
import { CitationCheck, citedName } from "../../src/research/citation-check";

/** The files of a paper whose only reference was looked up, with what was found out. */
export function checkedBibliography(bib: string, found: Partial<CitationCheck>): Partial<PaperFiles> {
  const [entry] = bibliographyOf("", { "refs.bib": bib });
  const check = CitationCheck.parse({ verdict: "verified", on: "2026-03-01", where: "Crossref", ...found });
  return { bibliographies: { "refs.bib": bib }, checks: { [citedName(citedWorkOf(entry!)!)]: check } };
}

export const CITING = "\\documentclass{article}\\begin{document}\\cite{ho}\\bibliography{refs}\\end{document}\n";

export const HO = `@article{ho,
  title = {Denoising Diffusion},
  author = {Ho, Jonathan and Jain, Ajay},
  year = 2020,
  doi = {10.5555/ho},
}
`;
