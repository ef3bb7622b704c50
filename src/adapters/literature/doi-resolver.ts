import * as z from "zod";
import { bibliographyOf } from "../../latex/bibliography";
import { citedWorkOf } from "../../latex/cited-work";
import { printedText } from "../../latex/printed-text";
import { withoutRetraction } from "../../research/plain-title";
import type { Work } from "../../research/reference";
import { type Access, type Asked, address, doiInPath, doiOf, oneLine, parsed, type Teller, type Told } from "./source";
import { detailsOf } from "./work-of-entry";

/** Every DOI's resolver: asked for BibTeX, it leads to the agency with which the DOI is registered. It cannot be searched. */
export const doiResolver: Teller = {
  id: "doi",
  name: "doi.org",
  server: "https://doi.org",
  gapMs: 500,
  lookUp: {
    ask: (name, { server }) => ({
      url: address(server, `/${doiInPath(doiOf(name))}`, {}),
      headers: { accept: "application/x-bibtex" },
      mayBeMissing: true,
      mayLeadTo: isAgency,
    }),
    read: worksInBibtex,
  },
};

/** What tells a DOI that nobody registered from one whose agency has no BibTeX to give. */
export function askForAgency(doi: string, { server }: Access): Asked {
  return { url: address(server, `/ra/${doiInPath(doi)}`, {}), mayBeMissing: true };
}

/** The agency of a DOI (“Crossref”, “JaLC”); undefined where there is no such DOI. */
export function agencyIn(body: string): { readonly agency: string | undefined } | { readonly problem: string } {
  const read = z.array(z.object({ RA: z.string().optional(), status: z.string().optional() })).safeParse(parsed(body));
  const [row] = read.data ?? [];
  if (!row || (row.RA === undefined && row.status === undefined)) return { problem: "its answer could not be read" };
  return {
    agency:
      row.RA === undefined
        ? undefined
        : oneLine(row.RA)
            .replace(/\p{Cc}+/gu, " ")
            .slice(0, 100),
  };
}

/** Only agencies that have records to give, over an encrypted way. */
function isAgency({ protocol, hostname }: URL): boolean {
  return protocol === "https:" && /(?:^|\.)(?:doi|crossref|datacite|medra)\.org$/.test(hostname);
}

/** Entries of agencies come on one line, of odd types and under keys that are not unique: only what stands in their fields counts. */
function worksInBibtex(body: string): Told {
  const works = bibliographyOf("", { answer: body }).flatMap((entry): Work[] => {
    const cited = citedWorkOf(entry);
    if (!cited?.title) return [];
    const { fields, type } = entry;
    const venue = oneLine(printedText(fields.journal ?? fields.booktitle ?? fields.publisher ?? ""));
    const { title, authors } = cited;
    return [
      {
        ...{ title: oneLine(title), authors: authors.map(oneLine), venue, abstract: "" },
        kind: !venue ? "misc" : type === "article" ? "article" : type === "inproceedings" ? "inproceedings" : "misc",
        ...detailsOf(entry, cited),
        ...(withoutRetraction(title).retracted ? { retracted: true } : {}),
      },
    ];
  });
  return works.length > 0 ? { works } : { problem: "its answer could not be read" };
}
