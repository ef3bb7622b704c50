import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { RemotePlaces } from "../adapters/compute/remote/remote-places";
import { openModels } from "../adapters/open-models";
import { readTemplate } from "../adapters/read-template";
import { readSettings } from "../adapters/settings";
import { checkMachine, checkSetup } from "../adapters/setup/check-setup";
import type { SetupItem } from "../engine/setup";
import { Template, TemplateManifest } from "../research/template";
import { type CommonOptions, modelSources, printJson, say, settingsFor, type Terminal } from "./context";
import { Exit, UsageError } from "./exit-code";
import { tryModels } from "./try-models";

/** Says what is there and what is missing, each with its fix. Missing things that an idea cannot do without: exit 3. */
export async function doctor(
  terminal: Terminal,
  folder: string | undefined,
  options: CommonOptions & { readonly try?: boolean },
): Promise<Exit> {
  const path = resolve(folder ?? ".");
  if (!existsSync(path)) throw new UsageError(`There is no folder ${folder}.`);
  const settings = readSettings(await settingsFor(terminal, folder ? path : undefined, options));
  const template = folder ? await readTemplate(path) : BARE;
  const sources = modelSources(terminal, folder);
  const models = () => openModels(settings, sources);
  const desk = { folder: path, settings, template, models, sources, places: new RemotePlaces() };
  const items = await (folder ? checkSetup : checkMachine)(desk, terminal.signal);
  if (options.json) printJson(terminal, { ok: !items.some(isMissing), items });
  else for (const item of items) say(terminal, lineOf(item));
  const wanting = items.some((item) => isMissing(item) && (item.id === "model" || item.id === "reviewer"));
  if (options.try && !wanting) await tryModels(terminal, settings, sources);
  return items.some(isMissing) ? Exit.missing : Exit.done;
}

/** What the bundled templates need, for a doctor that is called without a project. */
const BARE: Template = Template.parse({
  manifest: TemplateManifest.parse({ requirements: ["torch", "numpy", "matplotlib"] }),
  system: "-",
  task: "-",
  seedIdeas: [],
});

function isMissing({ state }: SetupItem): boolean {
  return state === "missing";
}

export function lineOf({ state, text, fix }: SetupItem): string {
  const mark = { ok: "  ok     ", missing: "  MISSING", warning: "  note   " }[state];
  return fix ? `${mark}  ${text}\n             ${fix}` : `${mark}  ${text}`;
}
