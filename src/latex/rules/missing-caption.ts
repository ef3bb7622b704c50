import { referencesOf } from "../citations";
import { floatsOf } from "../floats";
import type { Rule } from "../rule";

/** A figure or table without a caption has no number: a reference to its label prints that of the section. */
export const missingCaption: Rule = {
  id: "missing-caption",
  severity: "warning",
  check({ parts }) {
    const used = new Set(parts.flatMap(referencesOf).map(({ key }) => key));
    return parts.flatMap((source) =>
      floatsOf(source)
        .filter(({ environment, inner }) => !inner && !/wrap|teaser|margin/.test(environment.name))
        .filter(
          ({ environment: { bodyStart, bodyEnd } }) =>
            !/caption|\\(?:subfloat|subfigure|lipsum|input|ffigbox|ttabbox)/i.test(
              source.live.slice(bodyStart, bodyEnd),
            ),
        )
        .map(({ environment: { start, bodyStart }, kind, labels }) => {
          const label = labels.find(({ key }) => used.has(key));
          return {
            source,
            start,
            end: bodyStart,
            ...(label && { severity: "error" as const }),
            message: label
              ? `This ${kind} has no caption, so references to “${label.key}” print the number of the section.`
              : `This ${kind} has no caption, so it has no number and nobody knows what it shows.`,
          };
        }),
    );
  },
};
