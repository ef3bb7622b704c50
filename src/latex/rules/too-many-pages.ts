import type { Rule } from "../rule";

/** The PDF that was made last is longer than the venue allows. */
export const tooManyPages: Rule = {
  id: "too-many-pages",
  severity: "error",
  check({ parts: [source], pages, conventions }) {
    const limit = conventions?.pageLimit ?? 0;
    if (limit === 0 || pages === undefined || pages <= limit) return [];
    const start = Math.max(source!.live.indexOf("\\begin{document}"), 0);
    return [
      { source: source!, start, end: source!.body.start, message: `The PDF has ${pages} pages; ${limit} are allowed.` },
    ];
  },
};
