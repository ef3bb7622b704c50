import { join } from "node:path";
import type { Project } from "../engine/project";
import type { Caps } from "../research/budget";
import type { Idea, Novelty } from "../research/idea";
import type { Retry } from "../research/live-retry";
import { systemClock } from "./clock";
import { listInterpreters } from "./compute/find-interpreter";
import { logPiece } from "./compute/log-piece";
import { terminalAt } from "./compute/remote/host";
import { RemotePlaces } from "./compute/remote/remote-places";
import { keptBlob } from "./journal/blobs";
import { readJournal } from "./journal/read-journal";
import { type ModelMemory, projectMemory } from "./language-model/model-memory";
import { literatureOf } from "./literature/literature-of";
import { workspaceOf } from "./open-lab";
import { type ModelSources, openModels, type Secrets } from "./open-models";
import { begunIdeas } from "./project/begun-ideas";
import { branchIdea } from "./project/branch-idea";
import { bundleIdea } from "./project/bundle/bundle-idea";
import { IdeaStands } from "./project/campaign/idea-stands";
import { campaignProblemsOf, campaignsOf, followCampaign } from "./project/campaign/look-at-campaigns";
import { runCampaign } from "./project/campaign/run-campaign";
import { addToCampaign, startCampaign, steerCampaign } from "./project/campaign/steer-campaign";
import { compilePaper } from "./project/compile-paper";
import { ideaFolder, jobFolder, type Machine } from "./project/desk";
import { estimateBasisOf } from "./project/estimate-basis";
import { deleteIdea, farewell, mergePlan } from "./project/finish-idea";
import { heldElsewhere, takeOver } from "./project/held-elsewhere";
import { IdeaWriter, readIdeaBook } from "./project/idea-files";
import { checkOneIdea, distilSomeIdeas, thinkUpIdeas } from "./project/ideas";
import { jobShell } from "./project/job-shell";
import { addIdea, judgeIdea, overruleNovelty } from "./project/keep-ideas";
import { Ledger } from "./project/ledger";
import { followIdea, LiveJournals } from "./project/live-journals";
import { markRun, wantRun } from "./project/mark-run";
import { openReviewer } from "./project/open-reviewer";
import { pursueIdea, redoStep } from "./project/pursue-idea";
import { readTimeline } from "./project/read-timeline";
import { citedIn } from "./project/reproduce/chosen-runs";
import { reproduceStudy } from "./project/reproduce/reproduce-study";
import { keptReproductions } from "./project/reproduce/reproduction-folders";
import { filesToRestore, restoreFiles } from "./project/restore-files";
import { stopIdea } from "./project/stop-idea";
import { termsOf } from "./project/terms";
import { verifyWith } from "./project/verify-paper";
import { wantImprovement } from "./project/want-improvement";
import { readTemplate } from "./read-template";
import { autonomyOf, capsOf, readSettings } from "./settings";
import { checkSetup, checkSetupHere } from "./setup/check-setup";
import { itemsAt } from "./setup/place-items";
import { sshHosts } from "./setup/ssh-hosts";
import { literatureFolder } from "./user-cache";
import { baseReference } from "./workspace/begin-at";
import { openWriter } from "./writing/open-writer";

export { passageAt, sentencesAround } from "../latex/passage/passage-at";
export { exploreModel, offers } from "./explore-model";
export { projectFromOwnCode } from "./new-project/from-own-code";
export { newProject } from "./new-project/from-template";
export { lookAtCode } from "./new-project/look-at-code";
export { templateOffers } from "./new-project/template-offers";
export { compileAnyPaper, paperWith } from "./project/any-paper";
export { openReviewerOutside } from "./project/open-reviewer";
export { bundleRuns, reproduceBundle } from "./project/reproduce/reproduce-bundle";
export { verifyPaper } from "./project/verify-paper";
export { openWriterOutside } from "./writing/open-writer-outside";

/** What a surface (the editor, the terminal) gives to a project. */
export type OpenOptions = {
  /** The settings' values by key, unchecked. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Secrets;
  /** What this surface knows of models from other projects. */
  readonly memory?: ModelMemory;
  /** VS Code's own models by name (`vscode:…`), from a surface that has them. */
  readonly editorModel?: ModelSources["editorModel"];
  /** Folder of the bundles. */
  readonly dist: string;
  readonly log: (line: string) => void;
  /** Hears when a model that did not answer will be asked again. */
  readonly waits?: (retry: Retry) => void;
  /** The caps as they are set now, where they may change while the project is open; else those of `settings` hold. */
  readonly caps?: () => Caps;
  /** What runs the experiments, where that is none of the places of the settings. */
  readonly machine?: Machine;
};

/** A folder with everything that its stages need, checked. Throws `ProjectBroken` or `SettingsWrong` with what is wrong. */
export async function openProject(folder: string, options: OpenOptions): Promise<Project> {
  const settings = readSettings(options.settings);
  const template = await readTemplate(folder);
  const journals = new LiveJournals(options.waits);
  const ideaWriter = new IdeaWriter(folder);
  const { secrets, dist, log, machine, caps = () => capsOf(settings) } = options;
  const memory = projectMemory(folder, log, options.memory);
  const sources = { secrets, memory, ...(options.editorModel ? { editorModel: options.editorModel } : {}) };
  const models = () => openModels(settings, sources);
  const ledger = new Ledger(folder);
  const places = new RemotePlaces();
  const literature = literatureOf(folder, settings);
  const outside = { models, sources, dist, log, places, literature, machine };
  const stands = new IdeaStands();
  const desk = { folder, template, settings, journals, ideaWriter, ledger, stands, caps, ...outside };
  return {
    folder,
    template,
    autonomy: autonomyOf(settings),
    ideas: async () => (await readIdeaBook(folder)).ideas,
    ideaProblems: async () => (await readIdeaBook(folder)).problems,
    addIdea: (draft) => addIdea(desk, draft),
    branchIdea: (slug, commit, draft) => branchIdea(desk, slug, commit, draft),
    judgeIdea: (name, judgement) => judgeIdea(desk, name, judgement),
    generateIdeas: (count, signal): Promise<readonly Idea[]> => thinkUpIdeas(desk, count, signal),
    distilIdeas: (from, most, signal) => distilSomeIdeas(desk, from, most, signal),
    checkNovelty: (name, signal): Promise<Novelty> => checkOneIdea(desk, name, signal),
    overruleNovelty: (name, word) => overruleNovelty(desk, name, word),
    begun: () => begunIdeas(desk),
    follow: (slug, signal) => followIdea(desk, slug, signal),
    pursue: (name, researcher, signal) => pursueIdea(desk, name, researcher, signal),
    markRun: (slug, run, mark) => markRun(desk, slug, run, mark),
    wantRun: (slug, planned) => wantRun(desk, slug, planned),
    wantImprovement: (slug, points) => wantImprovement(desk, slug, points),
    redo: (name, step) => redoStep(desk, name, step),
    timeline: (slug) => readTimeline(folder, slug),
    filesToRestore: (slug, commit) => filesToRestore(desk, slug, commit),
    restoreFiles: (slug, commit) => restoreFiles(desk, slug, commit),
    mergePlan: (slug) => mergePlan(desk, slug),
    farewell: (slug) => farewell(desk, slug),
    deleteIdea: (slug, remove) => deleteIdea(desk, slug, remove),
    bundle: (slug, target) => bundleIdea(desk, slug, target),
    reproduce: (slug, wish, gate, signal) =>
      reproduceStudy(desk, { kind: "idea", project: folder, slug }, wish, gate, signal),
    citedRuns: async (slug) => citedIn(folder, slug, baseReference(slug), await readJournal(ideaFolder(folder, slug))),
    reproductions: (slug) => keptReproductions({ kind: "idea", project: folder, slug }),
    transcript: (slug, hash) => keptBlob(join(ideaFolder(folder, slug), "blobs"), hash),
    jobLog: (slug, job, since) => logPiece(jobFolder(folder, slug, job), since),
    workspace: (slug) => workspaceOf(folder, slug, settings["model.name"].startsWith("rehearsal")),
    compile: (slug, signal, onWait) => compilePaper(desk, slug, signal, onWait),
    verifyCitations: (path, how, signal) =>
      verifyWith({ kept: literatureFolder(folder, process.env), literature }, path, how, signal),
    reviewer: openReviewer(desk),
    writer: openWriter(desk),
    campaigns: () => campaignsOf(desk),
    campaignProblems: () => campaignProblemsOf(desk),
    startCampaign: (spec) => startCampaign(desk, spec),
    runCampaign: (name, researcherFor, signal) => runCampaign(desk, name, researcherFor, signal),
    followCampaign: (name, signal) => followCampaign(desk, name, signal),
    addToCampaign: (name, more) => addToCampaign(desk, name, more),
    steerCampaign: (name, want, idea) => steerCampaign(desk, name, want, idea),
    heldElsewhere: () => heldElsewhere(folder),
    takeOver: (host) => takeOver(folder, host, systemClock.now()),
    estimateBasis: () => estimateBasisOf(desk),
    spent: () => ledger.spentInAll(),
    caps,
    stop: (name) => stopIdea(desk, name),
    checkSetup: (signal) => checkSetup(desk, signal),
    sshHosts: () => sshHosts(),
    checkPlace: (place, signal) => itemsAt(desk, place, signal),
    connecting: (host) => terminalAt(host, "exit"),
    jobShell: (slug, job) => jobShell(jobFolder(folder, slug, job)),
    terms: () => termsOf(desk),
    checkSetupHere: (signal) => checkSetupHere(desk, signal),
    interpreters: (named, signal) =>
      listInterpreters(named, { project: folder, requirements: template.manifest.requirements }, signal),
  };
}
