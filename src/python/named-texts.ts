import type { Node } from "./tree";

/** Texts by the name that a program gives them, in small letters. */
export type Texts = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * `schedule="linear"`, `schedule: str = "linear"`, `add_argument("--schedule", …, default="linear")`. A default that is `passedOver` is
 * none where the program has another text for its name.
 */
export function namedTexts(
  strings: readonly Node[],
  text: string,
  passedOver: (node: Node, name: string) => boolean,
): Texts {
  const found = strings.flatMap((node) => {
    const name = nameGiven(node, text);
    return name === undefined ? [] : [{ name, value: plain(node, text), passed: passedOver(node, name) }];
  });
  const held = new Set(found.flatMap(({ name, passed }) => (passed ? [] : [name])));
  const texts = new Map<string, Set<string>>();
  for (const { name, value, passed } of found)
    if (!passed || !held.has(name)) texts.set(name, (texts.get(name) ?? new Set()).add(value));
  return texts;
}

function nameGiven({ from }: Node, text: string): string | undefined {
  const before = text.slice(Math.max(0, from - 160), from);
  const name = /([A-Za-z_]\w*)["']?\s*\]?\s*(?::\s*\w+\s*)?(?:=|:)\s*\(?\s*$/.exec(before)?.[1]?.toLowerCase();
  const option = name === "default" ? /add_argument\(\s*["']--?([\w-]+)["'][^()]*$/.exec(before)?.[1] : name;
  return option?.replace(/-/g, "_");
}

function plain({ from, to }: Node, text: string): string {
  return text
    .slice(from, to)
    .replace(/^\w*["']+|["']+$/g, "")
    .toLowerCase();
}

export function mergedTexts(maps: readonly Texts[]): Texts {
  const all = new Map<string, Set<string>>();
  for (const map of maps) for (const [name, texts] of map) all.set(name, new Set([...(all.get(name) ?? []), ...texts]));
  return all;
}
