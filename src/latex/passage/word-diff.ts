/** Words that stay, go or come, in the order in which a reader sees both texts. */
export type WordChange = { readonly type: "same" | "removed" | "added"; readonly text: string };

/** Words times words; beyond it the whole text is one change. */
const MOST_PAIRS = 1_000_000;

/** A word diff: the parts that are not `added` joined are the old text byte for byte, those not `removed` the new one. */
export function wordDiff(before: string, after: string): WordChange[] {
  const [old, fresh] = [tokensOf(before), tokensOf(after)];
  let head = 0;
  while (head < Math.min(old.length, fresh.length) && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const same = (text: string): WordChange => ({ type: "same", text });
  return joined([
    ...old.slice(0, head).map(same),
    ...middle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)),
    ...old.slice(old.length - tail).map(same),
  ]);
}

/** A word, a run of blanks, a command or a sign; characters of scripts without blanks stand alone. */
function tokensOf(text: string): string[] {
  return (
    text.match(
      /\\[a-zA-Z]+\*?|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}_](?:(?![\p{Script=Han}])[\p{L}\p{N}_'’-])*|\s+|[\s\S]/gu,
    ) ?? []
  );
}

function middle(old: readonly string[], fresh: readonly string[]): WordChange[] {
  const whole: WordChange[] = [
    { type: "removed", text: old.join("") },
    { type: "added", text: fresh.join("") },
  ];
  if (old.length * fresh.length > MOST_PAIRS || old.length === 0 || fresh.length === 0) return whole;
  const width = fresh.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      common[i * width + j] =
        old[i] === fresh[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const changes: WordChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      changes.push({ type: "same", text: old[i++]! });
      j++;
    } else if (j >= fresh.length || (i < old.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      changes.push({ type: "removed", text: old[i++]! });
    else changes.push({ type: "added", text: fresh[j++]! });
  }
  return changes;
}

/** Neighbours of one kind are one change; what goes stands before what comes in its place. */
function joined(changes: readonly WordChange[]): WordChange[] {
  const result: WordChange[] = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed) result.push({ type: "removed", text: removed });
    if (added) result.push({ type: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const { type, text } of changes) {
    if (type === "removed") removed += text;
    else if (type === "added") added += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.type === "same") result[result.length - 1] = { type, text: last.text + text };
      else result.push({ type, text });
    }
  }
  flush();
  return result;
}
