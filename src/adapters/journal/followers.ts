/** Hands each item to everybody who listens, in order. A slow listener misses only items that are not `lasting`. */
export class Followers<Item> {
  private readonly inboxes = new Set<Inbox<Item>>();
  private closed = false;

  tell(item: Item, lasting: boolean): void {
    for (const inbox of this.inboxes) {
      if (!lasting && inbox.items.length > mostWaiting) continue;
      inbox.items.push(item);
      inbox.wake();
    }
  }

  /** First `past`, then everything told from now on, until `signal` aborts or `close` is called. */
  async *listen(past: readonly Item[], signal: AbortSignal): AsyncGenerator<Item> {
    const inbox: Inbox<Item> = { items: [...past], wake: () => undefined };
    const wake = () => inbox.wake();
    this.inboxes.add(inbox);
    signal.addEventListener("abort", wake);
    try {
      while (!signal.aborted) {
        for (const item of inbox.items.splice(0)) {
          if (signal.aborted) return;
          yield item;
        }
        if (this.closed && inbox.items.length === 0) return;
        if (inbox.items.length === 0 && !signal.aborted) await new Promise<void>((resolve) => (inbox.wake = resolve));
      }
    } finally {
      this.inboxes.delete(inbox);
      signal.removeEventListener("abort", wake);
    }
  }

  close(): void {
    this.closed = true;
    for (const inbox of this.inboxes) inbox.wake();
  }
}

type Inbox<Item> = { readonly items: Item[]; wake: () => void };

/** What a listener may leave unread before passing items are dropped for it. */
const mostWaiting = 1000;
