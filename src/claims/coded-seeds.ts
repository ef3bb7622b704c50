import type { CodeFacts } from "../python/code-facts";

/** The numbers of seeds that the code names: `num_seeds = 3`, `seeds = [1, 2, 3]`, `--seeds` with a default of 3. */
export function seedsCoded({ named }: CodeFacts): number[] {
  const counts = [...named].flatMap(([name, values]) => {
    if (/^(?:n|num|number_of)_?seeds?$/.test(name)) return [...values];
    if (name !== "seeds") return [];
    return values.size > 1 ? [values.size] : [...values].filter((count) => count > 1 && count <= 20);
  });
  return [...new Set(counts)];
}
