import { Reserve, type SharedCap } from "../../../engine/campaign/reserve";
import type { Journal } from "../../../engine/ports/journal";
import type { Purse } from "../../../engine/ports/purse";
import { campaignIn, ideasIn } from "../../../research/campaign";
import { slugOf } from "../../../research/idea";
import { type Desk, ideaFolder } from "../desk";
import { purseFor } from "../purse";

type Purses = {
  /** Of the idea whose journal is in that folder. */
  of(own: string): Purse;
  /** Of the campaign's own journal: the thinking up of ideas. */
  own(): Purse;
};

/** The purses of a campaign's journals: each has its own cap, and all together what the campaign and the project may cost. */
export function campaignPurses(
  desk: Pick<Desk, "folder" | "ledger" | "caps">,
  folder: string,
  journal: Pick<Journal, "history">,
): Purses {
  const campaign = () => campaignIn(journal.history);
  const folders = () => [
    folder,
    ...ideasIn(journal.history).map(({ idea }) => ideaFolder(desk.folder, slugOf({ Name: idea }))),
  ];
  const spentBeside = (own: string) => desk.ledger.spentInThese(folders().filter((one) => one !== own));
  const reserve = new Reserve(() => {
    const { project } = desk.caps();
    const shared: SharedCap[] = [];
    const totalCap = campaign()?.totalCap;
    if (totalCap !== undefined) shared.push({ cap: totalCap, spent: () => spentBeside("") });
    if (project !== undefined) shared.push({ cap: project, spent: () => desk.ledger.spentInAll() });
    return shared;
  });
  const capOfOne = () => campaign()?.ideaCap ?? desk.caps().idea;
  const purse = (own: string, cap: () => number): Purse => ({
    async look() {
      const totalCap = campaign()?.totalCap;
      const means = { ...(await purseFor(desk, own).look()), cap: cap() };
      if (totalCap === undefined) return means;
      return { ...means, campaign: { cap: totalCap, elsewhere: await spentBeside(own) } };
    },
    hold: (next, signal) => reserve.hold(next, signal),
  });
  return {
    of: (own) => purse(own, capOfOne),
    own: () => purse(folder, () => campaign()?.totalCap ?? capOfOne() * (campaign()?.count ?? 1)),
  };
}
