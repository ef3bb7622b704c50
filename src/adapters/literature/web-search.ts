import * as z from "zod";
import type { WebPage } from "../../engine/ports/literature";
import type { Asked } from "./source";
import { address, oneLine, parsed, plainWords } from "./source";

/** Asks an endpoint that answers as SearXNG does. What it finds is evidence of what others do, never a reference. */
export function askWeb(query: string, endpoint: string): Asked {
  return { url: address(endpoint, "", { q: plainWords(query), format: "json", safesearch: "1" }) };
}

/** Pages of an answer; `undefined` for what is none. */
export function pagesIn(body: string): WebPage[] | undefined {
  const page = Page.safeParse(parsed(body));
  if (!page.success) return undefined;
  return page.data.results
    .flatMap((row) => {
      const { success, data } = Row.safeParse(row);
      if (!success || !/^https?:\/\//i.test(data.url)) return [];
      return [{ title: short(data.title, 300), url: plain(data.url, 2000), text: short(data.content, 500) }];
    })
    .slice(0, MOST);
}

const MOST = 10;
const Page = z.object({ results: z.array(z.unknown()) });
const Row = z.object({ url: z.string(), title: z.string().nullish(), content: z.string().nullish() });

function short(text: string | null | undefined, most: number): string {
  return plain(oneLine(text), most);
}

/** Printed in terminals too. */
function plain(text: string, most: number): string {
  return text.replace(/\p{Cc}+/gu, " ").slice(0, most);
}
