import { pageLimitMessage, TOO_MANY_PAGES } from "../page-limit";
import type { Rule } from "../rule";

/** The PDF that was made last is longer than the venue allows. */
export const tooManyPages: Rule = {
  id: TOO_MANY_PAGES,
  severity: "error",
  check({ parts: [source], pages, conventions }) {
    const message = pageLimitMessage(pages, conventions?.pageLimit);
    if (message === undefined) return [];
    const start = Math.max(source!.live.indexOf("\\begin{document}"), 0);
    return [{ source: source!, start, end: source!.body.start, message }];
  },
};
