/** VS Code's context keys at one moment; a key that is missing is not set. */
export type Context = Readonly<Record<string, string | number | boolean>>;

/** Whether a `when` clause of the manifest holds: terms joined by `&&`, each `key`, `!key`, `key == value` or `key != value`. */
export function holds(when: string, context: Context): boolean {
  return when.split("&&").every((term) => termHolds(term.trim(), context));
}

function termHolds(term: string, context: Context): boolean {
  const compared = /^([\w.]+) (==|!=) '?([\w.-]+)'?$/.exec(term);
  if (compared) return (String(context[compared[1]!] ?? "") === compared[3]) === (compared[2] === "==");
  const plain = /^(!?)([\w.]+)$/.exec(term);
  if (!plain) throw new Error(`This test does not know how to read “${term}”.`);
  return Boolean(context[plain[2]!]) === (plain[1] === "");
}
