const OPEN = /^\s*<(think|thinking|reasoning)>/i;
const CLOSE = /<\/(?:think|thinking|reasoning)>/i;
const HEAD = /^\s*<{5,9} ?SEARCH\b/i;
const FOOT = /^\s*>{5,9} ?REPLACE\b/i;

/** The lines of an answer without what the model thought aloud. `open` tells that the answer ended in the middle of a thought. */
export type Spoken = { readonly lines: readonly string[]; readonly open: boolean };

/** A tag counts only at the beginning of a line outside of edit blocks: files may speak of such tags themselves. */
export function withoutThinking(lines: readonly string[]): Spoken {
  let spoken: string[] = [];
  let inBlock = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (!inBlock && OPEN.test(line)) {
      const end = endOfThought(lines, index);
      if (end === undefined) return { lines: spoken, open: true };
      spoken.push(end.rest);
      index = end.index;
      continue;
    }
    if (!inBlock && CLOSE.test(line)) {
      spoken = [line.slice(closingAt(line))];
      continue;
    }
    if (HEAD.test(line)) inBlock = true;
    else if (FOOT.test(line)) inBlock = false;
    spoken.push(line);
  }
  return { lines: spoken, open: false };
}

/** Where the thought that begins at `start` ends, thoughts within it counted, and what follows on that line. */
function endOfThought(lines: readonly string[], start: number): { index: number; rest: string } | undefined {
  let depth = 0;
  for (let index = start; index < lines.length; index++) {
    for (const tag of lines[index]!.matchAll(/<(\/?)(?:think|thinking|reasoning)>/gi)) {
      depth += tag[1] ? -1 : 1;
      if (depth === 0) return { index, rest: lines[index]!.slice(tag.index + tag[0].length) };
    }
  }
  return undefined;
}

function closingAt(line: string): number {
  const tag = CLOSE.exec(line)!;
  return tag.index + tag[0].length;
}
