import type { Writer } from "../../engine/writer";
import { projectMemory } from "../language-model/model-memory";
import { openModels } from "../open-models";
import type { OpenOptions } from "../open-project";
import { Ledger } from "../project/ledger";
import { LiveJournals } from "../project/live-journals";
import { capsOf, readSettings } from "../settings";
import { openWriter } from "./open-writer";

/** A co-author for papers that are in no project. `folder` is where their journals are kept; each paper has the cap of an idea. */
export function openWriterOutside(folder: string, options: OpenOptions): Writer {
  const settings = readSettings(options.settings);
  const { secrets, editorModel, log, caps = () => capsOf(settings) } = options;
  const memory = projectMemory(folder, log, options.memory);
  const sources = { secrets, memory, ...(editorModel ? { editorModel } : {}) };
  const models = () => openModels(settings, sources);
  const kept = { journals: new LiveJournals(), ledger: new Ledger(folder) };
  return openWriter({ folder, anywhere: true, settings, models, caps, ...kept });
}
