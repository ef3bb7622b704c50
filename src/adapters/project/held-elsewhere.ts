import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type HeldElsewhere, machinesIn } from "../../research/held-elsewhere";
import { lockFile } from "../journal/journal-lock";
import { journalFile } from "../journal/read-journal";
import { breakLock, holderElsewhere } from "../process-lock";
import { ProjectBroken } from "../read-template";
import { campaignFolder, campaignNames, claimsFolder } from "./campaign/campaign-files";
import { begunSlugs, ideaFolder } from "./desk";

type Lock = Pick<HeldElsewhere, "what" | "name"> & { readonly file: string; readonly journal: string };

/** What processes on other machines hold of this project: its campaigns, their claims and its ideas. */
export async function heldElsewhere(project: string): Promise<HeldElsewhere[]> {
  return (await locksElsewhere(project)).map(({ held }) => held);
}

/**
 * Frees what a machine holds, whose word it is that nothing runs there any more. Throws with a sentence where it holds nothing, or wrote
 * something a moment ago.
 */
export async function takeOver(project: string, host: string, now: number): Promise<HeldElsewhere[]> {
  const locks = await locksElsewhere(project);
  const own = locks.filter(({ held }) => held.host === host);
  const [machine] = machinesIn(own.map(({ held }) => held));
  if (!machine) {
    const others = machinesIn(locks.map(({ held }) => held)).map((one) => one.host);
    throw new ProjectBroken(
      `${host} holds nothing of this project.${others.length > 0 ? ` Machines that do: ${others.join(", ")}.` : ""}`,
    );
  }
  const quiet = (now - Date.parse(machine.lastSeen)) / 1000;
  if (quiet < LEAST_QUIET_SECONDS)
    throw new ProjectBroken(
      `${host} wrote something ${Math.max(0, Math.round(quiet))} s ago: it seems to run there. Pause or end it there first; ${LEAST_QUIET_SECONDS / 60} minutes after its last word it can be taken over. Nothing was changed.`,
    );
  const freed: HeldElsewhere[] = [];
  for (const { held, file } of own) if (await breakLock(file, host)) freed.push(held);
  return freed;
}

/** Clocks of machines differ, and files of a share show late. */
const LEAST_QUIET_SECONDS = 120;

async function locksElsewhere(project: string): Promise<{ readonly file: string; readonly held: HeldElsewhere }[]> {
  const looked = (await locksOf(project)).map(async ({ what, name, file, journal }) => {
    const holder = await holderElsewhere(file);
    const since = await timeOf(file);
    if (!holder || since === undefined) return [];
    const written = (await timeOf(journal)) ?? since;
    const lastSeen = written > since ? written : since;
    return [{ file, held: { host: holder.host, pid: holder.pid, what, name, since, lastSeen } }];
  });
  return (await Promise.all(looked)).flat();
}

async function locksOf(project: string): Promise<Lock[]> {
  const campaigns = (await campaignNames(project)).map((name) => ({ name, folder: campaignFolder(project, name) }));
  const ideas = (await begunSlugs(project)).map((name) => ({ name, folder: ideaFolder(project, name) }));
  const claims = (await readdir(claimsFolder(project)).catch(() => [])).filter((file) => file.endsWith(".lock"));
  const ofJournal = (what: "campaign" | "idea") => (one: { readonly name: string; readonly folder: string }) => ({
    ...{ what, name: one.name, file: lockFile(one.folder), journal: journalFile(one.folder) },
  });
  return [
    ...campaigns.map(ofJournal("campaign")),
    ...ideas.map(ofJournal("idea")),
    ...claims.map((claim): Lock => {
      const name = claim.replace(/\.lock$/, "");
      const journal = journalFile(ideaFolder(project, name));
      return { what: "claim", name, file: join(claimsFolder(project), claim), journal };
    }),
  ];
}

function timeOf(file: string): Promise<string | undefined> {
  return stat(file).then(
    ({ mtime }) => mtime.toISOString(),
    () => undefined,
  );
}
