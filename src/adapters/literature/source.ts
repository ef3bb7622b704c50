import type { Work } from "../../research/reference";

/** What is asked of a service: a plain GET. */
export type Asked = {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** By 404 it says that there is no such work, which is an answer. */
  readonly mayBeMissing?: boolean;
  /** Whether it may send us on to another origin; left out, it may not. */
  readonly mayLeadTo?: (next: URL) => boolean;
};

/** What an answer says: works, none too; or that it is no answer. */
export type Told = { readonly works: readonly Work[] } | NoAnswer;
export type NoAnswer = {
  readonly problem: string;
  /** It is well, and minds what it was asked, or its answer makes no sense: asked for less, it may answer. */
  readonly perhapsForOne?: boolean;
};

/** A service that knows of works: what it is asked, and what its answers say. All of it is pure. */
export type Teller = {
  readonly id: SourceId;
  readonly name: string;
  readonly server: string;
  /** Whether its records say what was retracted; left out where they do not. */
  readonly knowsRetractions?: boolean;
  /** How it is asked about many works in one request, of which its records say whether they were retracted. */
  readonly retractions?: {
    knows(name: WorkName): boolean;
    ask(names: readonly WorkName[], access: Access): Asked;
    read(body: string): Told;
  };
  /** Milliseconds that it wants between two requests. */
  readonly gapMs: number;
  /** How it is asked for the one work of a name; left out where it cannot be. */
  readonly lookUp?: {
    /** Undefined for names that it does not know works by. */
    ask(name: WorkName, access: Access): Asked | undefined;
    read(body: string): Told;
  };
};

/** One that can be searched. */
export type Source = Teller & {
  ask(query: string, most: number, access: Access): Asked;
  read(body: string): Told;
};

/** Bare, as in a `Work`. */
export type WorkName = { readonly doi: string } | { readonly arxiv: string };

/** A DOI as a service may have it: arXiv's numbers are DOIs too. */
export function doiOf(name: WorkName): string {
  return "doi" in name ? name.doi : `10.48550/arxiv.${name.arxiv}`;
}

/** A DOI in an address: its slash stays, as resolvers want it; whatever else an address would read as its own does not. */
export function doiInPath(doi: string): string {
  return doi.split("/").map(encodeURIComponent).join("/");
}

/** The rows of an answer as works. One that cannot be read is left out; when none can, it is no answer. */
export function worksIn(rows: readonly unknown[], workOf: (row: unknown) => Work[]): Told {
  const works = rows.flatMap(workOf);
  return works.length === 0 && rows.length > 0 ? unreadable : { works };
}

export const unreadable: Told = { problem: "its answer could not be read" };

/** Where a service is reached, and as whom. */
export type Access = {
  readonly server: string;
  readonly key?: string | undefined;
  readonly email?: string | undefined;
};

export const SOURCE_IDS = ["semantic-scholar", "openalex", "arxiv", "crossref", "datacite", "doi"] as const;
export type SourceId = (typeof SOURCE_IDS)[number];

/** A query of plain words: what services read as operators is a blank. */
export function plainWords(query: string): string {
  return query
    .replace(/[^\p{L}\p{N}\s]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 300);
}

export function address(server: string, path: string, query: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(`${server.replace(/\/+$/, "")}${path}`);
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
  return url.href;
}

/** Text of a service in one line; markup of abstracts (`<jats:p>`) is no part of it, nor are the entities of records (`&amp;`). */
export function oneLine(text: string | null | undefined): string {
  return withoutEntities((text ?? "").replace(/<\/?[a-z][\w:]*(?:\s[^<>]*)?>/gi, " "))
    .replace(/\s+/g, " ")
    .trim();
}

export function withoutEntities(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, entity);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function entity(whole: string, name: string): string {
  if (!name.startsWith("#")) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
