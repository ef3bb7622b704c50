import type { WebPage } from "../../engine/ports/literature";
import { askService } from "./ask-service";
import type { Means } from "./finding-of";
import { askWeb, pagesIn } from "./web-search";

/** What a search engine finds. Nothing of it is kept: it is evidence of the day, and can be cited nowhere. */
export async function webPages(
  query: string,
  endpoint: string,
  { wire }: Means,
  signal: AbortSignal,
): Promise<{ readonly pages: readonly WebPage[] } | { readonly problem: string }> {
  let pages: readonly WebPage[] = [];
  const told = await askService(
    { source: { id: "web", gapMs: 1000 } },
    askWeb(query, endpoint),
    (body) => {
      const read = pagesIn(body);
      pages = read ?? [];
      return read ? { works: [] } : { problem: "its answer could not be read; does it give JSON?" };
    },
    wire,
    signal,
  );
  return "problem" in told ? told : { pages };
}
