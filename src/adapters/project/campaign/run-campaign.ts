import { readdir, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { CampaignLab } from "../../../engine/campaign/campaign-lab";
import { runCampaign as runThe } from "../../../engine/campaign/run-campaign";
import { runsToCome } from "../../../engine/campaign/runs-to-come";
import { sharedPace } from "../../../engine/campaign/shared-pace";
import type { Holder, SlotPool } from "../../../engine/campaign/slot-pool";
import { isJobOf, slottedCompute } from "../../../engine/campaign/slotted-compute";
import type { ResearcherFor } from "../../../engine/campaign-doors";
import type { Pace } from "../../../engine/ports/pace";
import { campaignIn } from "../../../research/campaign";
import { slugOf } from "../../../research/idea";
import type { Ending } from "../../../research/run-view";
import { requireModels } from "../../check-model";
import { systemClock } from "../../clock";
import { placeOfJob } from "../../compute/where-jobs-run";
import type { OpenJournal } from "../../journal/jsonl-journal";
import { type Company, computeOf } from "../../open-lab";
import { ProjectBroken } from "../../read-template";
import { type Desk, ideaFolder, jobFolder, worktreeFolder } from "../desk";
import { pursueIdea } from "../pursue-idea";
import { openArchive } from "./archive";
import { asking, waits } from "./asking";
import { campaignFolder, readWishes, wishesFile } from "./campaign-files";
import { campaignPurses } from "./campaign-purses";
import { IdeaClaims, leftTo } from "./idea-claims";
import { campaignJournal } from "./steer-campaign";
import { stopOwn } from "./stop-own";
import { WorkTurns } from "./work-turns";

/** Runs a campaign of this project from where it stands. */
export async function runCampaign(
  desk: Desk,
  name: string,
  researcherFor: ResearcherFor,
  signal: AbortSignal,
): Promise<Ending> {
  const models = await desk.models();
  const folder = campaignFolder(desk.folder, name);
  if (!campaignIn(await desk.stands.eventsIn(folder))) throw new ProjectBroken(`There is no campaign “${name}”.`);
  await requireModels(desk.settings, desk.sources, signal);
  const journal = await campaignJournal(desk, name, models.model.rehearsal);
  const claims = new IdeaClaims(desk.folder, name);
  try {
    // One model for all ideas: what it learns of its endpoint, it learns once.
    const shared = { ...desk, models: async () => models };
    return await runThe(await labFor(shared, { folder, journal, claims, researcherFor, signal }));
  } finally {
    await claims.releaseAll();
    await journal.close();
  }
}

type Running = {
  readonly folder: string;
  readonly journal: OpenJournal;
  readonly claims: IdeaClaims;
  readonly researcherFor: ResearcherFor;
  readonly signal: AbortSignal;
};

async function labFor(desk: Desk, { folder, journal, claims, researcherFor, signal }: Running): Promise<CampaignLab> {
  const pace = sharedPace(systemClock);
  const turns = new WorkTurns(Math.max(1, availableParallelism() - 1));
  const purses = campaignPurses(desk, folder, journal);
  return {
    journal,
    clock: systemClock,
    signal,
    archive: openArchive(desk, { folder, journal, claims, pace, purse: purses.own(), signal }),
    wishes: await wishesIn(folder, journal),
    async pursue(idea, { pool, signal: own, asks }) {
      const other = await claims.claim(idea);
      if (other) return leftTo(other);
      const company = companyOf(idea, pool, pace, turns);
      const researcher = asking(researcherFor(slugOf({ Name: idea })), asks);
      const ending = await pursueIdea(desk, idea, researcher, own, { company, purse: (mine) => purses.of(mine) });
      // An idea that is over for this campaign may be taken up by another one.
      if (ending.how !== "paused" && !ending.passing) await claims.release(idea);
      return waits(ending, researcher);
    },
    stop: (idea, named) => stopOwn(desk, { idea, named, folder, history: journal.history, claims }),
    jobEnd: (holder, over) => jobEnd(desk, holder, over),
  };
}

function companyOf(idea: string, pool: SlotPool, pace: Pace, turns: WorkTurns): Company {
  return {
    pace,
    work: (signal, work) => turns.work(signal, work),
    compute: (here, at, journal) =>
      slottedCompute({
        ...{ idea, pool, here },
        at: (slot) => at(slot.place),
        toCome: () => runsToCome(journal.history),
        waits: () => journal.show({ type: "live-log", step: "", line: "Waits for a free slot", seconds: 0 }),
      }),
  };
}

async function jobEnd(desk: Desk, holder: Holder, signal: AbortSignal): Promise<void> {
  const slug = slugOf({ Name: holder.idea });
  const jobs = await readdir(join(ideaFolder(desk.folder, slug), "jobs")).catch(() => []);
  const isThere = (job: string) => desk.machine !== undefined || placeOfJob(jobFolder(desk.folder, slug, job));
  const started = jobs.filter((job) => isJobOf(holder, job) && isThere(job));
  const compute = computeOf({ ...desk, project: desk.folder, slug }, worktreeFolder(desk.folder, slug));
  for (const job of started)
    for await (const event of compute.watch(job, AbortSignal.any([signal]))) if (event.type === "ended") break;
  signal.throwIfAborted();
}

/** How often is looked whether the researcher said something, in this process or another. */
const LISTEN_EVERY_MS = 500;

/** Also a campaign that was set anew is something that they said. */
async function wishesIn(folder: string, journal: OpenJournal): Promise<CampaignLab["wishes"]> {
  const size = async () => {
    const sets = journal.history.filter(({ type }) => type === "campaign-set").length;
    return stat(wishesFile(folder)).then(
      ({ size }) => `${size} ${sets}`,
      () => `0 ${sets}`,
    );
  };
  let read = await size();
  let said = await readWishes(folder);
  const look = async () => {
    read = await size();
    said = await readWishes(folder);
  };
  return {
    look,
    get said() {
      return said;
    },
    async more(signal) {
      for (let now = read; now === read; now = await size()) await systemClock.sleep(LISTEN_EVERY_MS, signal);
      await look();
    },
  };
}
