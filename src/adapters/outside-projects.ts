import { projectMemory } from "./language-model/model-memory";
import { openModels } from "./open-models";
import type { OpenOptions } from "./open-project";
import { Ledger } from "./project/ledger";
import { LiveJournals } from "./project/live-journals";
import { capsOf, readSettings } from "./settings";

/** What work on papers that are in no project needs. `folder` is where its journals are kept; each paper has the cap of an idea. */
export function deskOutside(folder: string, options: OpenOptions) {
  const settings = readSettings(options.settings);
  const { secrets, editorModel, log, waits, caps = () => capsOf(settings) } = options;
  const memory = projectMemory(folder, log, options.memory);
  const sources = { secrets, memory, ...(editorModel ? { editorModel } : {}) };
  const models = () => openModels(settings, sources);
  return { folder, settings, models, caps, journals: new LiveJournals(waits), ledger: new Ledger(folder) };
}
