import { readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import * as z from "zod";
import { laterOf, RememberedFacts } from "../../research/model-facts";
import { endpointOf } from "../../research/provider";
import { makePrivateFolder, privateFolderName } from "../private-folder";

/** What was found out about models, by endpoint and name, from one opening to the next. Holds no key and no text. */
export interface ModelMemory {
  recall(endpoint: string, model: string): Promise<RememberedFacts | undefined>;
  remember(endpoint: string, model: string, facts: RememberedFacts): Promise<void>;
}

/**
 * The memory of a project: a small file in its private folder, so that the editor and the terminal know the same. `beyond` is
 * what a surface knows from elsewhere; of two memories of a model the later counts. What cannot be written is only logged: it
 * will be found out again.
 */
export function projectMemory(folder: string, log: (line: string) => void, beyond?: ModelMemory): ModelMemory {
  const file = join(folder, privateFolderName, "models.json");
  const keep = async (key: string, facts: RememberedFacts) => {
    try {
      await makePrivateFolder(join(folder, privateFolderName));
      const models = { ...(await readModels(file)), [key]: facts };
      await writeFileAtomic(file, `${JSON.stringify({ version: 1, models }, null, 2)}\n`);
    } catch (error) {
      log(`What was learnt about ${key} could not be written: ${String(error)}`);
    }
  };
  return {
    async recall(endpoint, model) {
      const key = keyOf(endpoint, model);
      const own = (await readModels(file))[key];
      const other = await beyond?.recall(endpoint, model);
      const later = laterOf(own, other);
      if (later && later !== own) await keep(key, later);
      return later;
    },
    async remember(endpoint, model, facts) {
      await keep(keyOf(endpoint, model), facts);
      await beyond?.remember(endpoint, model, facts);
    },
  };
}

/** For what belongs to no project. */
export const noMemory: ModelMemory = { recall: async () => undefined, remember: async () => {} };

function keyOf(endpoint: string, model: string): string {
  return `${endpointOf(endpoint)} ${model}`;
}

const File = z.object({ version: z.literal(1), models: z.record(z.string(), z.unknown()) });

/** What of the file can be read. An entry that cannot is as good as forgotten: it is found out and written again. */
async function readModels(file: string): Promise<Record<string, RememberedFacts>> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  const entries = Object.entries(text === undefined ? {} : modelsIn(text));
  return Object.fromEntries(
    entries.flatMap(([key, entry]) => {
      const read = RememberedFacts.safeParse(entry);
      return read.success ? [[key, read.data]] : [];
    }),
  );
}

function modelsIn(text: string): Record<string, unknown> {
  try {
    return File.safeParse(JSON.parse(text)).data?.models ?? {};
  } catch {
    return {}; // Not JSON: as good as forgotten, too.
  }
}
