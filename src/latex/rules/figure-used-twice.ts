import { positionAt } from "../document";
import { figuresOf, plainPath } from "../figures";
import { grouped } from "../grouped";
import type { Rule } from "../rule";

const FLOATS = /^(?:figure|wrapfigure|subfigure|SCfigure|teaserfigure|sidewaysfigure)\*?$/;
const PARTIAL = /\b(?:page|trim|viewport)\s*=\s*\{?[^,\]}]*/g;

/** The same picture in two figures. Different pages or cut-outs of one file are different pictures, and logos in the text are none. */
export const figureUsedTwice: Rule = {
  id: "figure-used-twice",
  severity: "warning",
  check({ parts }) {
    const uses = parts.flatMap((source) => {
      const floats = source.environments.filter(({ name }) => FLOATS.test(name));
      return figuresOf(source)
        .filter(({ path }) => floats.some(({ start, end }) => start < path.start && path.start < end))
        .map((use) => ({ ...use, source }));
    });
    const same = grouped(uses, ({ path, options }) =>
      [plainPath(path.text).replace(/\.\w+$/, ""), ...(options.match(PARTIAL) ?? [])].join(" "),
    );
    return [...same.values()].flatMap(([first, ...again]) =>
      again.map(({ source, path: { start, end, text } }) => ({
        source,
        start,
        end,
        message: `“${text.trim()}” is already shown on line ${positionAt(first!.source, first!.path.start).line}.`,
      })),
    );
  },
};
