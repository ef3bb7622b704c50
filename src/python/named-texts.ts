import type { Node } from "./tree";

/** Texts by the name that a program gives them, in small letters. */
export type Texts = ReadonlyMap<string, ReadonlySet<string>>;

/** `schedule="linear"`, `schedule: str = "linear"`, `add_argument("--schedule", …, default="linear")`. */
export function namedTexts(strings: readonly Node[], text: string): Texts {
  const found = new Map<string, Set<string>>();
  for (const { from, to } of strings) {
    const before = text.slice(Math.max(0, from - 160), from);
    const name = /([A-Za-z_]\w*)["']?\s*\]?\s*(?::\s*\w+\s*)?(?:=|:)\s*\(?\s*$/.exec(before)?.[1]?.toLowerCase();
    const option = name === "default" ? /add_argument\(\s*["']--?([\w-]+)["'][^()]*$/.exec(before)?.[1] : name;
    if (option === undefined) continue;
    const key = option.replace(/-/g, "_");
    found.set(
      key,
      (found.get(key) ?? new Set()).add(
        text
          .slice(from, to)
          .replace(/^\w*["']+|["']+$/g, "")
          .toLowerCase(),
      ),
    );
  }
  return found;
}

export function mergedTexts(maps: readonly Texts[]): Texts {
  const all = new Map<string, Set<string>>();
  for (const map of maps) for (const [name, texts] of map) all.set(name, new Set([...(all.get(name) ?? []), ...texts]));
  return all;
}
