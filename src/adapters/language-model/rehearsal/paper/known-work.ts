/** What a work is known for, in one sentence. `@` stands for \citet, and occurs once. */
export type KnownWork = { readonly title: RegExp; readonly group: string; readonly says: string };

export function work(group: string, title: RegExp, says: string): KnownWork {
  return { group, title, says };
}
