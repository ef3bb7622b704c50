import { type ShortForm, shortFormsIn } from "./short-forms";
import { wordsOf } from "./words";

/** Names that a paper gives to runs. */
export type PaperNames = {
  /** What its tables call the baseline. */
  readonly baselines: readonly string[];
  /** What its tables call their rows and columns. */
  readonly labels: readonly string[];
  /** Short forms that it introduces, of whatever. */
  readonly shorts: readonly ShortForm[];
  readonly definitions: readonly { readonly name: string; readonly id: string }[];
  readonly principal: string | undefined;
};

export const NO_NAMES: PaperNames = { baselines: [], labels: [], shorts: [], definitions: [], principal: undefined };

const DEFINED = /\(\s*Run[\s_~]*(\d{1,2})\s*\)/g;

/** “the improved weight network (Run 5)”; the one that is called ours, final or full is the paper's principal run. */
export function namesIn(texts: readonly string[], cells: readonly string[]): PaperNames {
  const found = texts.flatMap((text) =>
    [...text.matchAll(DEFINED)].map(({ 1: id = "", index }) => ({
      before: /[^.;:()]*$/.exec(text.slice(Math.max(0, index - 90), index))![0],
      id: String(Number(id)),
    })),
  );
  const definitions = found.flatMap(({ before, id }) => {
    const name = nameAtEnd(before);
    return name === undefined ? [] : [{ name, id }];
  });
  const labels = cells.filter((text) => /^\+?\s*\p{L}[\p{L}\s+-]{2,40}$/u.test(text));
  const baselines = cells.flatMap(baselineIn);
  return { definitions, labels, baselines, shorts: shortFormsIn(texts), principal: principalOf(found) };
}

/** The other name of “AdamW (baseline)” and “2-layer (baseline)”. */
export function baselineIn(label: string): string[] {
  return /^((?:\d+-)?\p{L}[\p{L}\s+-]{2,30}?)\s*\((?:the\s+)?baseline\)$/iu.exec(label)?.slice(1) ?? [];
}

/** The run that is called ours, unless several are; “our initial approach (Run 1)” is only where it began. */
function principalOf(found: readonly { readonly before: string; readonly id: string }[]): string | undefined {
  const own = found.filter(({ before, id }) => {
    const words = before.split(/\band\b/).at(-1) ?? "";
    return (
      id !== "0" &&
      /\b(?:our|ours|final|full|proposed)\b/i.test(words) &&
      !/\b(?:initial|first|early|earlier|preliminary|original|previous|simple)\b/i.test(words)
    );
  });
  const ids = new Set(own.map(({ id }) => id));
  return ids.size === 1 ? own[0]!.id : undefined;
}

/** The last words of what stands before “(Run 5)”, from the last comma or conjunction on. */
function nameAtEnd(text: string): string | undefined {
  const tail = text.split(/,|\band\b|\bversus\b|\bvs\.?|\bcompar\w+|\busing\b|\bis\b|\bare\b/).at(-1) ?? "";
  const name = tail
    .replace(
      /^\s*(?:the|our|a|an|final|best|full|proposed|with|of|from|to|in|for|approach|model|method|strategy|configuration|\s)+\b/gi,
      "",
    )
    .trim();
  const words = wordsOf(name);
  return words.length >= 2 && words.length <= 8 ? name : undefined;
}
