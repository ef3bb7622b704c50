import type { PlaceInPaper } from "../research/filled-form";
import { quoteFinder } from "./find-quote";

/** A paper as quotes of it are searched: its sources, or the pages of its PDF. */
export type SearchedPaper = {
  readonly sources?: readonly { readonly file: string; readonly text: string }[];
  readonly pages?: readonly string[];
};

/** Finds words that somebody says are in a paper: in its sources where they are known, else on a page. What runs over a page's end is on the page where it begins. */
export function placeFinder({ sources = [], pages = [] }: SearchedPaper): (quote: string) => PlaceInPaper | undefined {
  const inSources = sources.map(({ file, text }) => ({ file, find: quoteFinder(text) }));
  const onPages = pages.map((page) => quoteFinder(page));
  const overPages = pages.slice(1).map((page, index) => quoteFinder(`${pages[index]}\n${page}`));
  return (quote) => {
    for (const { file, find } of inSources) {
      const line = find(quote);
      if (line !== undefined) return { file, line };
    }
    const page = [onPages, overPages].map((finders) => finders.findIndex((find) => find(quote) !== undefined));
    const found = page.find((index) => index >= 0);
    return found === undefined ? undefined : { page: found + 1 };
  };
}
