/** A commit as `git format-patch` wrote it, and the name it had. Texts are latin1, a character a byte. */
export type Patch = { readonly commit: string; readonly text: string };

/** The commits of a mailbox that `git format-patch --stdout` wrote, oldest first. */
export function patchesIn(mailbox: string): Patch[] {
  const starts = [...mailbox.matchAll(/^From ([0-9a-f]{40}|[0-9a-f]{64}) Mon Sep 17 00:00:00 2001$/gm)];
  return starts.map((start, at) => ({
    commit: start[1]!,
    text: mailbox.slice(start.index, starts[at + 1]?.index ?? mailbox.length),
  }));
}
