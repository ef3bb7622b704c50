import { commandsNamed, parseLatex } from "../document";
import type { Mutant } from "./mutant";
import { splice } from "./splice";

/** Two floats of one kind have each other's captions. */
export function swappedCaptions(text: string): Mutant | undefined {
  const document = parseLatex(text, "");
  const captions = commandsNamed(document, /^caption$/).flatMap((caption) => {
    const float = document.environments.find(
      ({ name, start, end }) => /^(?:figure|table)\*?$/.test(name) && start < caption.start && caption.end <= end,
    );
    const group = caption.groups[0];
    return float && group ? [{ kind: float.name.replace("*", ""), float: float.start, group }] : [];
  });
  for (const [place, one] of captions.entries()) {
    const other = captions.slice(place + 1).find(({ kind, float }) => kind === one.kind && float !== one.float);
    if (!other) continue;
    const [first, second] = [source(text, one.group), source(text, other.group)];
    const changed = splice(text, [
      { ...one.group, by: second },
      { ...other.group, by: first },
    ]);
    return { text: changed, did: `swapped the captions of two ${one.kind}s` };
  }
  return undefined;
}

function source(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return text.slice(start, end);
}
