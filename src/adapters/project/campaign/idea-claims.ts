import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { CampaignEnding } from "../../../engine/campaign/campaign-lab";
import { slugOf } from "../../../research/idea";
import { makePrivateFolder } from "../../private-folder";
import { holderOfLock, LockHeld, ofAnotherMachine, takeLock } from "../../process-lock";
import { claimsFolder } from "./campaign-files";

/**
 * The ideas that a campaign has for itself as long as it runs: two campaigns, in one window or in two programs, never try the same
 * idea at once. A claim is a lock: it is gone with the process that has it.
 */
export class IdeaClaims {
  readonly #held = new Map<string, () => Promise<void>>();

  constructor(
    private readonly project: string,
    private readonly campaign: string,
  ) {}

  /** Undefined where the idea is this campaign's now; else who has it, in words. */
  async claim(idea: string): Promise<{ readonly by: string; readonly words: string } | undefined> {
    if (this.#held.has(idea)) return undefined;
    await makePrivateFolder(claimsFolder(this.project));
    const file = claimFile(this.project, idea);
    try {
      this.#held.set(idea, await takeLock(file, { campaign: this.campaign }));
      return undefined;
    } catch (error) {
      if (!(error instanceof LockHeld)) throw error;
      const { holder, isHere } = error;
      const by = holder.campaign ?? "";
      const where = isHere ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
      const gone = isHere ? "" : ` ${ofAnotherMachine(holder)}`;
      return { by, words: `The campaign “${by}” (${where}) is trying this idea.${gone}` };
    }
  }

  async release(idea: string): Promise<void> {
    const release = this.#held.get(idea);
    this.#held.delete(idea);
    await release?.();
  }

  async releaseAll(): Promise<void> {
    for (const idea of [...this.#held.keys()]) await this.release(idea);
  }
}

/** How an idea ends here that another campaign has. */
export function leftTo({ by, words }: { readonly by: string; readonly words: string }): CampaignEnding {
  const then = "It is left to that one; run this campaign again once it is over, and it goes on from there.";
  return { how: "paused", reason: `${words} ${then}`, by };
}

/** The campaign that is trying each idea now, by the idea's slug. */
export async function claimantsOf(project: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(claimsFolder(project)).catch(() => []);
  const locks = names.filter((name) => name.endsWith(LOCK));
  const held = await Promise.all(locks.map((name) => holderOfLock(join(claimsFolder(project), name))));
  return new Map(
    locks.flatMap((name, at) => {
      const campaign = held[at]?.campaign;
      return campaign === undefined ? [] : [[name.slice(0, -LOCK.length), campaign]];
    }),
  );
}

const LOCK = ".lock";

function claimFile(project: string, idea: string): string {
  return join(claimsFolder(project), `${slugOf({ Name: idea })}${LOCK}`);
}
