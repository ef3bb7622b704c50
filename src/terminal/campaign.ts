import { writeFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { openModels } from "../adapters/open-models";
import { readSettings } from "../adapters/settings";
import type { Project } from "../engine/project";
import type { CampaignSpec, CampaignView } from "../research/campaign";
import { slotsOver } from "../research/campaign-slots";
import { paperTable, paperTableText, type TableFormat } from "../research/paper-table";
import { newsIn, standLine, tableLines } from "./campaign-lines";
import { campaignResearchers } from "./campaign-researcher";
import {
  type CommonOptions,
  modelSources,
  projectAt,
  rememberChoices,
  say,
  settingsFor,
  type Terminal,
} from "./context";
import { type Exit, exitOfEnding, UsageError } from "./exit-code";
import { requireCap } from "./require-cap";
import { requireSetup } from "./require-setup";
import { useLittleMemory } from "./thrifty-memory";

export type CampaignOptions = CommonOptions & {
  readonly name: string;
  readonly ideas?: string;
  readonly idea?: readonly string[];
  readonly slots?: string;
  readonly gpus?: string;
  readonly alive?: string;
  readonly openEnded?: boolean;
  readonly ideaBudget?: string;
  readonly export?: readonly string[];
};

/** Many ideas over a few slots, and the table of the paper. The same name goes on where it stopped. */
export async function campaign(terminal: Terminal, folder: string, options: CampaignOptions): Promise<Exit> {
  useLittleMemory();
  const { compute, budget: _total, ...common } = options;
  const places = placesIn(compute);
  const choices = { ...common, ...(places?.[0] === undefined ? {} : { compute: places[0] }) };
  const project = await projectAt(terminal, folder, choices);
  const files = (options.export ?? []).map((file) => ({ file: resolve(file), format: formatOf(file) }));
  const known = (await project.campaigns()).find((view) => view.campaign.name === options.name);
  const settings = readSettings(await settingsFor(terminal, resolve(folder), choices));
  const spec = specOf(options, known, places ?? [settings["compute.place"]]);
  const models = await openModels(settings, modelSources(terminal, folder));
  requireCap(project.autonomy, models, spec.ideaCap ?? settings["budget.dollars"]);
  await requireSetup(terminal, project, "idea");
  await rememberChoices(folder, choices);
  await project.startCampaign(spec);
  if (known && known.want !== "run") await project.steerCampaign(spec.name, "run");
  return runShown(terminal, project, spec.name, options, files);
}

type TableFile = { readonly file: string; readonly format: TableFormat };

async function runShown(
  terminal: Terminal,
  project: Project,
  name: string,
  { json }: CampaignOptions,
  files: readonly TableFile[],
): Promise<Exit> {
  const shown = new Shown(terminal, json ?? false);
  const over = new AbortController();
  const following = (async () => {
    for await (const view of project.followCampaign(name, over.signal)) shown.see(view);
  })();
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

/** News as lines, and on a terminal one line below them that moves; or, for programs, each new state of an idea as JSON. */
class Shown {
  #last: CampaignView | undefined;
  #drawn = false;
  #held: string[] | undefined;

  constructor(
    private readonly terminal: Terminal,
    private readonly json: boolean,
  ) {}

  see(view: CampaignView): void {
    if (this.json) this.#tell(view);
    else for (const line of newsIn(this.#last, view)) this.#print(line);
    this.#last = view;
    if (!this.json && this.terminal.err.isTTY && !this.#held) this.#draw(standLine(view));
  }

  async quietly<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.end();
    this.#held ??= [];
    try {
      return await ask();
    } finally {
      const held = this.#held;
      this.#held = undefined;
      for (const line of held) this.#print(line);
    }
  }

  end(): void {
    if (this.#drawn) this.terminal.err.write("\r\u001b[K");
    this.#drawn = false;
  }

  #tell(view: CampaignView): void {
    const known = new Map(this.#last?.ideas.map((idea) => [idea.name, JSON.stringify(idea)]));
    for (const idea of view.ideas)
      if (known.get(idea.name) !== JSON.stringify(idea))
        this.terminal.out.write(`${JSON.stringify({ type: "idea", ...idea })}\n`);
  }

  #print(line: string): void {
    if (this.#held) return void this.#held.push(line);
    this.end();
    say(this.terminal, line);
  }

  #draw(line: string): void {
    this.end();
    this.terminal.err.write(line.slice(0, (this.terminal.err.columns || 100) - 1));
    this.#drawn = true;
  }
}

/** What the options say; what they do not say stays as it was when the campaign was begun. */
function specOf(
  options: CampaignOptions,
  known: CampaignView | undefined,
  places: readonly string[],
): CampaignSpec & { readonly name: string } {
  const before = known?.campaign;
  const count = numberIn("--ideas", options.ideas) ?? before?.count;
  if (count === undefined) throw new UsageError("Say how many ideas are to be tried: --ideas 10 --slots 2.");
  const wanted = numberIn("--slots", options.slots);
  const slots =
    wanted === undefined && before && !options.compute && !options.gpus
      ? before.slots
      : slotsOver(wanted ?? before?.slots.length ?? 1, places, gpusIn(options.gpus));
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

function placesIn(compute: string | undefined): string[] | undefined {
  return compute?.split(",").map((place) => place.trim());
}

function numberIn(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`${option} ${text} is not a number above 0.`);
  return number;
}

function dollarsIn(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const amount = text.trim() === "" ? Number.NaN : Number(text);
  if (!(amount >= 0)) throw new UsageError(`${option} ${text} is not an amount of US dollars.`);
  return amount;
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
