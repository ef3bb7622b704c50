import type { Work } from "../../research/reference";

/** What is asked of a service: a plain GET. */
export type Asked = { readonly url: string; readonly headers?: Readonly<Record<string, string>> };

/** What an answer says: works, none too; or that it is no answer. */
export type Told = { readonly works: readonly Work[] } | { readonly problem: string };

/** A service that has literature: what it is asked, and what its answers say. Both are pure. */
export type Source = {
  readonly id: SourceId;
  readonly name: string;
  readonly server: string;
  /** Milliseconds that it wants between two requests. */
  readonly gapMs: number;
  ask(query: string, most: number, access: Access): Asked;
  read(body: string): Told;
};

/** Where a service is reached, and as whom. */
export type Access = {
  readonly server: string;
  readonly key?: string | undefined;
  readonly email?: string | undefined;
};

export const SOURCE_IDS = ["semantic-scholar", "openalex", "arxiv", "crossref"] as const;
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
