import type { Settings } from "../settings";
import { literatureFolder } from "../user-cache";
import { type OpenedLiterature, openLiterature } from "./open-literature";

/** The literature that a project's settings name. Keys come from the environment alone: no setting holds a secret. */
export function literatureOf(
  project: string,
  settings: Settings,
  env: Readonly<Record<string, string | undefined>> = process.env,
): OpenedLiterature {
  return openLiterature({
    project,
    cache: literatureFolder(project, env),
    sources: settings["literature.sources"],
    servers: settings["literature.servers"],
    email: settings["literature.email"],
    bibFiles: settings["literature.bibFiles"],
    pdfFolder: settings["literature.pdfFolder"],
    webSearch: settings["literature.webSearch"],
    keys: { "semantic-scholar": env.S2_API_KEY, openalex: env.OPENALEX_API_KEY },
  });
}
