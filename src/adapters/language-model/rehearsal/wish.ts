/** What a researcher wants of a few lines, as far as a program can tell from their words. */
export type Wish =
  | { readonly type: "replace"; readonly old: string; readonly fresh: string }
  | { readonly type: "rename"; readonly old: string; readonly fresh: string }
  | { readonly type: "set"; readonly name: string; readonly fresh: string }
  | { readonly type: "value"; readonly fresh: string }
  | { readonly type: "explain" }
  | { readonly type: "undo" };

/** A word, a number, or whatever stands in quotes. */
const TERM = "(`[^`]+`|“[^”]+”|\"[^\"]+\"|'[^']+'|[\\w+\\-./\\\\]*\\w)";
const INSTEAD = "(?:instead of|rather than|in place of|and not)";

/** The first reading that fits; the more a phrase says, the earlier it is tried. */
const READINGS: readonly (readonly [phrase: RegExp, wish: (first: string, second: string) => Wish])[] = [
  [
    new RegExp(`\\brename\\s+${TERM}\\s+(?:to|into|as)\\s+${TERM}`, "i"),
    (old, fresh) => ({ type: "rename", old, fresh }),
  ],
  [new RegExp(`${TERM}\\s+${INSTEAD}\\s+${TERM}`, "i"), (fresh, old) => ({ type: "replace", old, fresh })],
  [
    new RegExp(`\\b(?:replace|change|turn|switch)\\s+${TERM}\\s+(?:by|with|to|into)\\s+${TERM}`, "i"),
    (old, fresh) => ({ type: "replace", old, fresh }),
  ],
  [new RegExp(`${TERM}\\s*(?:→|->|=>)\\s*${TERM}`), (old, fresh) => ({ type: "replace", old, fresh })],
  [
    new RegExp(`\\b(?:set|make|put)\\s+${TERM}\\s+(?:to|=)\\s*${TERM}`, "i"),
    (name, fresh) => ({ type: "set", name, fresh }),
  ],
  [new RegExp(`${TERM}\\s*(?:=|should be)\\s*${TERM}`, "i"), (name, fresh) => ({ type: "set", name, fresh })],
  [/\b(?:use|take|try|make it)\s+(-?\d[\w.+-]*)/i, (fresh) => ({ type: "value", fresh })],
  [
    /\b(?:undo|revert|take (?:it|this) back|leave it out|drop (?:it|this)|remove (?:it|this)|as it was)\b/i,
    () => ({ type: "undo" }),
  ],
  [/\b(?:comment|explain|say why|document|why)\b/i, () => ({ type: "explain" })],
];

/** What the words ask for; undefined when they cannot be read. */
export function wishIn(words: string): Wish | undefined {
  for (const [phrase, wish] of READINGS) {
    const match = phrase.exec(words);
    if (match) return wish(bare(match[1]), bare(match[2]));
  }
  return undefined;
}

/** Without quotes around it and without the end of a sentence behind it. */
function bare(term = ""): string {
  return term.replace(/^[`“"']|[`”"']$/g, "").replace(/[.,;:]$/, "");
}
