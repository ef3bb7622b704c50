import { GROUPS, KNOWN_WORKS } from "./known-works";
import { capital, paragraphs, sentences, tex } from "./latex-text";
import type { Material, Reference } from "./material";

/** Organised by approach: what each group does, and what it has to do with this paper. */
export function relatedWork({ references, field }: Material): string {
  const groups = GROUPS.map(([group, heading, relation]) => {
    const lines = KNOWN_WORKS.filter((work) => work.group === group).flatMap(({ title, says }) => {
      const reference = references.find((one) => title.test(one.title));
      return reference ? [says.replace("@", `\\citet{${reference.key}}`)] : [];
    });
    return lines.length > 0 ? `\\paragraph{${heading}} ${sentences(...lines, relation)}` : "";
  });
  const text = paragraphs([...groups, unknownWorks(references)]);
  return (
    text ||
    `Work on ${field.subjects} is not discussed here, because the bibliography of this project holds no reference to it.`
  );
}

/** References that we know by their title only, called by it and nothing more. */
function unknownWorks(references: readonly Reference[]): string {
  const unknown = references.filter(
    ({ title }) => title && !KNOWN_WORKS.some((work) => work.title.test(title)) && !isTool(title),
  );
  if (unknown.length === 0) return "";
  const named = unknown.slice(0, 8).map(({ key, title }) => `${quotedTitle(title)}~\\citep{${key}}`);
  return `\\paragraph{Further reading.} The bibliography of the project also names ${named.join("; ")}. They are context for the setting, and no number here depends on them.`;
}

function quotedTitle(title: string): string {
  return `\`\`${tex(
    capital(
      title
        .replace(/\$[^$]*\$/g, "")
        .replace(/\\\W?\{?|["“”]/g, "")
        .trim(),
    ),
  )}''`;
}

function isTool(title: string): boolean {
  return /pytorch|scikit-learn|numpy|matplotlib|scipy/i.test(title);
}
