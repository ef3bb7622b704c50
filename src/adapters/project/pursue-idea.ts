import type { Lab } from "../../engine/lab";
import { pursue } from "../../engine/pipeline";
import type { Purse } from "../../engine/ports/purse";
import type { Researcher } from "../../engine/ports/researcher";
import { reopen } from "../../engine/reopen";
import { checkNovelty } from "../../engine/stages/check-novelty";
import { step } from "../../engine/step";
import { tellOnce } from "../../engine/tell-once";
import { Idea, slugOf } from "../../research/idea";
import { Parameters } from "../../research/parameters";
import type { Ending } from "../../research/run-view";
import { METHOD_STEP, next, nothingYet } from "../../research/run-view";
import type { Template } from "../../research/template";
import { isKeptByWindows } from "../../research/windows-names";
import { requireModels } from "../check-model";
import { JournalLocked } from "../journal/journal-lock";
import type { OpenJournal } from "../journal/jsonl-journal";
import { readJournal } from "../journal/read-journal";
import { type Company, openLab } from "../open-lab";
import { readCalibration } from "../read-calibration";
import { readReviewForm } from "../read-review-form";
import { ProjectBroken, templateIn } from "../read-template";
import { autonomyOf } from "../settings";
import type { Origin } from "../workspace/begin-at";
import { recordedIdea } from "./begun-ideas";
import { begunSlugs, type Desk, ideaFolder } from "./desk";
import { endingOfError, endingOfPaper } from "./ending-of-idea";
import { ideaNamed } from "./ideas";
import { purseFor } from "./purse";
import { cancelJobs } from "./stop-idea";

/** Forgets the recorded result of one step, so that the next walk does it again. Throws when the journal has no such step. */
export async function redoStep(desk: Desk, name: string, stepName: string): Promise<void> {
  const idea = await begunOrNew(desk, name);
  const journal = await desk.journals.open(ideaFolder(desk.folder, slugOf(idea)), {
    subject: idea.Name,
    rehearsal: false,
  });
  try {
    const steps = journal.history.flatMap((event) => (event.type === "step-finished" ? [event.step] : []));
    if (!steps.includes(stepName)) {
      throw new ProjectBroken(
        `The journal has no finished step “${stepName}”. The last ones are: ${steps.slice(-8).join("; ") || "none"}.`,
      );
    }
    await reopen({ journal }, [stepName], "The researcher asked for it.");
  } finally {
    await journal.close();
  }
}

/** A begun idea is what its journal recorded, whatever became of its entry; a new one must not have been rejected. */
async function begunOrNew({ folder }: Desk, name: string): Promise<Idea> {
  const begun = recordedIdea(await readJournal(ideaFolder(folder, slugOf({ Name: name }))));
  if (begun?.Name === name) return begun;
  const idea = await ideaNamed(folder, name);
  if (isKeptByWindows(name))
    throw new ProjectBroken(`Windows has no folders of the name “${name}”: give the idea another Name in its file.`);
  if (!idea.rejected) return idea;
  const reason = idea.rejected.reason ? ` (${idea.rejected.reason})` : "";
  throw new ProjectBroken(`“${idea.Title}” was rejected${reason}. Take the rejection back to start it.`);
}

/** What an idea of a campaign shares with the others: money, and turns. */
export type Among = { readonly company: Company; purse(own: string): Purse };

/** Walks an idea's way and says how it ended; what can be expected to go wrong is an ending with its reason. */
export async function pursueIdea(
  desk: Desk,
  name: string,
  researcher: Researcher,
  signal: AbortSignal,
  among?: Among,
): Promise<Ending> {
  const idea = await begunOrNew(desk, name);
  const slug = slugOf(idea);
  try {
    const models = await desk.models();
    // A campaign asks once for all of its ideas.
    if (!among && !(await hasRun(desk, slug))) await requireModels(desk.settings, desk.sources, signal);
    const options = { subject: idea.Name, rehearsal: models.model.rehearsal };
    const journal = await desk.journals.open(ideaFolder(desk.folder, slug), options);
    try {
      return await walk(desk, { slug, idea, journal, among }, researcher, signal);
    } finally {
      await publishCosts(journal);
      await journal.close();
    }
  } catch (error) {
    if (error instanceof JournalLocked) return { how: "failed", reason: error.message, passing: true };
    throw error;
  }
}

/** Before its first run an idea has cost nothing yet: a wrong key is found now rather than after the baseline. */
async function hasRun(desk: Desk, slug: string): Promise<boolean> {
  const history = await readJournal(ideaFolder(desk.folder, slug));
  return history.some(({ type }) => type === "run-recorded");
}

/** Of services of literature, on the way of one idea. Ten searches for its novelty, and what a paper cites, take about a hundred. */
const MOST_REQUESTS = 400;

type Walked = {
  readonly slug: string;
  readonly idea: Idea;
  readonly journal: OpenJournal;
  readonly among: Among | undefined;
};

async function walk(
  desk: Desk,
  { slug, idea, journal, among }: Walked,
  researcher: Researcher,
  signal: AbortSignal,
): Promise<Ending> {
  const { folder: project, template, settings, dist, places, machine } = desk;
  const literature = desk.literature.within(MOST_REQUESTS);
  const own = ideaFolder(project, slug);
  const purse = among ? among.purse(own) : purseFor(desk, own);
  const company = among?.company;
  const origin = originOf(idea);
  const models = await desk.models();
  const calibration = await readCalibration(settings, project);
  const reviewForm = await readReviewForm(settings, project);
  const kept = { project, slug, origin, template, settings, journal, purse, dist, places, literature };
  const plan = { ...kept, machine, company, models, calibration, reviewForm, researcher, signal };
  let lab = openLab(plan);
  try {
    const recorded = await step(lab, "idea", Idea, async () => ({
      ...idea,
      novelty: idea.novelty ?? (await checkNovelty(lab, idea)),
    }));
    const open = () => lab.workspace.open();
    const base = await (company ? company.work(signal, open) : open());
    if (origin) lab = openLab({ ...plan, template: await templateAt(lab.workspace, base) });
    if (await lab.workspace.projectIsDirty()) await tellOnce(lab, DIRTY);
    if (lab.model.capabilities.interactive && Object.values(autonomyOf(settings)).includes("auto"))
      await tellOnce(lab, ATTENDED);
    const { tool, instruction } = await lab.typesetter.available();
    if (!tool) await tellOnce(lab, instruction);
    return await end(
      journal,
      await endingOfPaper(journal, await pursue({ ...lab, parameters: await methodOf(lab, project) }, recorded)),
    );
  } catch (error) {
    const ending = endingOfError(error, signal);
    // A window that closes ends nothing: whoever opens the project next goes on.
    if (signal.reason === "closed") return ending;
    const left = ending.how === "stopped" ? await cancelJobs(journal, lab.compute) : [];
    if (ending.how === "failed") desk.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return await end(journal, { ...ending, reason: [ending.reason, ...left].join(" ") });
  }
}

function originOf({ Name, Title, continues }: Idea): Origin | undefined {
  return continues && { commit: continues.commit, from: slugOf({ Name: continues.idea }), idea: { Name, Title } };
}

/** What holds for an idea that goes on from a commit is what held there, whatever the project's files say by now. */
async function templateAt(workspace: Lab["workspace"], commit: string): Promise<Template> {
  return templateIn({ text: (file) => workspace.readAt(commit, file), names: () => workspace.list() });
}

/**
 * The numbers of the method are those that the idea began with, so that a resumed walk makes the same turns. What a person may
 * change on the way is what a run may use of the machine; and what may be spent, which is in the purse.
 */
async function methodOf(lab: Lab, project: string): Promise<Parameters> {
  const { gpus, memoryLimitMb, diskLimitMb, outputLimitMb, processLimit } = lab.parameters;
  const method = await step(lab, METHOD_STEP, Parameters, async () => ({
    ...lab.parameters,
    ideasTried: Math.max(1, (await begunSlugs(project)).length),
    literatureSources: lab.literature.sources.length,
  }));
  return { ...method, gpus, memoryLimitMb, diskLimitMb, outputLimitMb, processLimit };
}

const ATTENDED =
  "The model is one of VS Code's own: it may ask for your consent or reach its quota in between, so what is set to auto may wait for you.";

const DIRTY = "The project has changes that are in no commit. The idea starts from the last commit, without them.";

async function end(journal: OpenJournal, ending: Ending): Promise<Ending> {
  const { how, reason, budget } = ending;
  await journal.append({ type: "ended", how, reason, ...(budget ? { budget } : {}) });
  return ending;
}

/** `costs.json`: calls, tokens and dollars of each stage, as the journal has them. */
async function publishCosts(journal: OpenJournal): Promise<void> {
  const { costs, dollars } = journal.history.reduce(next, nothingYet);
  await journal.publish("costs.json", `${JSON.stringify({ dollars, stages: costs }, null, 2)}\n`);
}
