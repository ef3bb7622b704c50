import { writeFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { placeHelp, placePattern } from "../adapters/compute/remote/place";
import { openModels } from "../adapters/open-models";
import { readSettings } from "../adapters/settings";
import type { MoreIdeas } from "../engine/campaign-doors";
import type { Project } from "../engine/project";
import { sentenceOf } from "../engine/step";
import type { Campaign, CampaignProblem, CampaignSpec, CampaignView, Want } from "../research/campaign";
import { slotsOver } from "../research/campaign-slots";
import { paperTable, paperTableText, type TableFormat } from "../research/paper-table";
import { tableLines } from "./campaign-lines";
import { campaignResearchers } from "./campaign-researcher";
import { CampaignShown } from "./campaign-shown";
import {
  type CommonOptions,
  dollarsIn,
  modelSources,
  projectAt,
  rememberChoices,
  say,
  settingsFor,
  type Terminal,
} from "./context";
import { Exit, exitOfEnding, UsageError } from "./exit-code";
import { requireWritable } from "./out-file";
import { requireCap } from "./require-cap";
import { requireScale } from "./require-scale";
import { requireSetup } from "./require-setup";
import { takeOver } from "./take-over";
import { useLittleMemory } from "./thrifty-memory";

export type CampaignOptions = CommonOptions & {
  readonly name: string;
  readonly ideas?: string;
  readonly idea?: readonly string[];
  readonly slots?: string;
  readonly gpus?: string;
  readonly alive?: string;
  /** Numbers of further ideas, and names. */
  readonly add?: readonly string[];
  readonly openEnded?: boolean;
  readonly ideaBudget?: string;
  readonly export?: readonly string[];
  /** Names of ideas; `true` for all. */
  readonly pause?: readonly string[] | true;
  readonly resume?: readonly string[] | true;
  readonly stop?: readonly string[] | true;
  /** A machine; `true` where none is named. */
  readonly takeOver?: string | true;
};

/** Many ideas over a few slots, and the table of the paper. The same name goes on where it stopped. */
export async function campaign(terminal: Terminal, folder: string, options: CampaignOptions): Promise<Exit> {
  useLittleMemory();
  const { compute, budget: _total, ...common } = options;
  const places = placesIn(compute);
  const choices = { ...common, ...(places?.[0] === undefined ? {} : { compute: places[0] }) };
  const shown = new CampaignShown(terminal, options.json ?? false);
  const project = await projectAt(terminal, folder, choices, (retry) => shown.seeRetry(retry));
  requireScale(project, options.scale);
  if (options.takeOver !== undefined) return takeOver(terminal, project, options.takeOver, options);
  const files = (options.export ?? []).map((file) => ({ file: resolve(file), format: formatOf(file) }));
  for (const file of options.export ?? []) await requireWritable("--export", file);
  for (const problem of await project.campaignProblems()) tellProblem(terminal, problem, options.name);
  await steer(project, options);
  if (options.add) await project.addToCampaign(options.name, moreIn(options.add));
  const known = (await project.campaigns()).find((view) => view.campaign.name === options.name);
  if (options.pause || options.stop || ((options.resume || options.add) && known?.running))
    return said(terminal, options);
  const settings = readSettings(await settingsFor(terminal, resolve(folder), choices));
  const spec = specOf(options, known, places, settings["compute.place"]);
  const models = await openModels(settings, modelSources(terminal, folder));
  requireCap(project.autonomy, models, spec.ideaCap ?? settings["budget.dollars"]);
  await requireSetup(terminal, project, "idea");
  await rememberChoices(folder, choices);
  await project.startCampaign(spec);
  if (known && known.want !== "run" && !options.resume) await project.steerCampaign(spec.name, "run");
  return runShown(terminal, project, spec.name, shown, options, files);
}

/** One that cannot be read is none that could be run, and hinders no other. */
function tellProblem(terminal: Terminal, { slug, problem }: CampaignProblem, wanted: string): void {
  const text = `The campaign “${slug}” cannot be read. ${problem} ${MENDING}`;
  if (slug === wanted) throw new UsageError(text);
  say(terminal, `! ${text}`);
}

const MENDING =
  "Put a copy of the file back that can be read, or move its folder away and name its ideas in a new campaign with --idea: each has a journal of its own and goes on where it stopped.";

/** What the researcher says about ideas, or about all: whoever runs the campaign obeys. */
async function steer(project: Project, { name, pause, resume, stop }: CampaignOptions): Promise<void> {
  const said: [Want, readonly string[] | true | undefined][] = [
    ["pause", pause],
    ["run", resume],
    ["stop", stop],
  ];
  for (const [want, ideas] of said) {
    if (ideas === true) await project.steerCampaign(name, want);
    else for (const idea of ideas ?? []) await project.steerCampaign(name, want, idea);
  }
}

/** `3` are three more, whichever are there or thought up; anything else is the name of one. */
export function moreIn(add: readonly string[]): MoreIdeas {
  const isNumber = (text: string) => /^\d+$/.test(text);
  const further = add.filter(isNumber).reduce((sum, text) => sum + Number(text), 0);
  const ideas = [...new Set(add.filter((text) => !isNumber(text)))];
  if (further + ideas.length === 0) throw new UsageError("--add 0 adds nothing: say how many ideas, or which ones.");
  return { count: further + ideas.length, ideas };
}

function said(terminal: Terminal, { name, stop }: CampaignOptions): Exit {
  const how = Array.isArray(stop) ? "What is stopped stays so until it is named with --resume." : "";
  say(terminal, `Whoever runs the campaign “${name}” obeys within a second, else whoever runs it next. ${how}`.trim());
  return Exit.done;
}

type TableFile = { readonly file: string; readonly format: TableFormat };

async function runShown(
  terminal: Terminal,
  project: Project,
  name: string,
  shown: CampaignShown,
  { json }: CampaignOptions,
  files: readonly TableFile[],
): Promise<Exit> {
  const over = new AbortController();
  // What cannot be shown ends no campaign.
  const following = (async () => {
    for await (const view of project.followCampaign(name, over.signal)) shown.see(view);
  })().catch((error: unknown) => say(terminal, `! ${sentenceOf(error)}`));
  const researchers = campaignResearchers(project, terminal, (ask) => shown.quietly(ask));
  const ending = await project.runCampaign(name, researchers, terminal.signal).finally(async () => {
    over.abort();
    await following;
    shown.end();
  });
  const view = (await project.campaigns()).find(({ campaign }) => campaign.name === name);
  const rows = paperTable(view ? [view] : []);
  for (const { file, format } of files) await writeFile(file, paperTableText(rows, format));
  if (json) terminal.out.write(`${JSON.stringify({ type: "result", campaign: name, ...ending, table: rows })}\n`);
  else if (view) terminal.out.write(`${tableLines(view).join("\n")}\n`);
  say(terminal, ending.reason);
  return exitOfEnding(ending);
}

/** What the options say; what they do not say stays as it was when the campaign was begun. */
export function specOf(
  options: CampaignOptions,
  known: CampaignView | undefined,
  named: readonly string[] | undefined,
  place: string,
): CampaignSpec & { readonly name: string } {
  const before = known?.campaign;
  const count = numberIn("--ideas", options.ideas) ?? before?.count;
  if (count === undefined) throw new UsageError("Say how many ideas are to be tried: --ideas 10 --slots 2.");
  const wanted = numberIn("--slots", options.slots);
  const places = named ?? placesOf(before) ?? [place];
  const gpus = options.gpus === undefined ? gpusOf(before) : gpusIn(options.gpus);
  const slots =
    wanted === undefined && before && !options.compute && !options.gpus
      ? before.slots
      : slotsOver(wanted ?? before?.slots.length ?? places.length, places, gpus);
  const alive = numberIn("--alive", options.alive) ?? before?.alive;
  const totalCap = dollarsIn("--budget", options.budget) ?? before?.totalCap;
  const ideaCap = dollarsIn("--idea-budget", options.ideaBudget) ?? before?.ideaCap;
  return {
    ...{ name: options.name, count, slots },
    ideas: [...(options.idea ?? before?.ideas ?? [])],
    openEnded: options.openEnded ?? before?.openEnded ?? false,
    ...(alive === undefined ? {} : { alive }),
    ...(totalCap === undefined ? {} : { totalCap }),
    ...(ideaCap === undefined ? {} : { ideaCap }),
  };
}

function placesOf(before: Campaign | undefined): string[] | undefined {
  return before && [...new Set(before.slots.map((slot) => slot.place))];
}

function gpusOf(before: Campaign | undefined): number[] {
  return [...new Set(before?.slots.flatMap(({ gpu }) => (gpu === undefined ? [] : [gpu])))];
}

function placesIn(compute: string | undefined): string[] | undefined {
  const places = compute?.split(",").map((place) => place.trim());
  const wrong = places?.find((place) => !placePattern.test(place));
  if (wrong !== undefined) throw new UsageError(`--compute ${wrong} is no place for experiments: it ${placeHelp}.`);
  return places;
}

function numberIn(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`${option} ${text} is not a number above 0.`);
  return number;
}

function gpusIn(text: string | undefined): number[] {
  const gpus = (text ?? "").split(",").filter((part) => part.trim() !== "");
  if (gpus.some((gpu) => !/^\s*\d+\s*$/.test(gpu))) throw new UsageError(`--gpus ${text} is no list like 0,1,2.`);
  return gpus.map(Number);
}

const FORMATS: Readonly<Record<string, TableFormat>> = { ".csv": "csv", ".tex": "latex", ".md": "markdown" };

function formatOf(file: string): TableFormat {
  const format = FORMATS[extname(file).toLowerCase()];
  if (!format) throw new UsageError(`--export ${file}: the name must end with .csv, .tex or .md.`);
  return format;
}
