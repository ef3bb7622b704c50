import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ProtocolNotificationType } from "vscode-languageserver-protocol";
import { literatureFolder } from "../adapters/user-cache";
import { CitationChecks } from "../research/citation-check";

/** `aiScientist/citations`, from the editor to the server: references were looked up, and what was found out is on the disk. */
export const CitationsNotification = { type: new ProtocolNotificationType<unknown, void>("aiScientist/citations") };

/** In the user's cache for a project, in the editor's own folder for papers that are in none: never in a folder that others may have made. */
const FILE = "citations.json";
const OUTSIDE = join(".ai-scientist", "literature");
/** Folders above a paper in which its project may begin. */
const LEVELS = 5;

type Read = { readonly changed: string; readonly checks: CitationChecks };

/** What was found out about references, read again only when it has changed. */
export class KnownChecks {
  /** The folder of the editor; undefined where there is none. */
  outside: string | undefined;
  readonly #read = new Map<string, Read>();

  /** What holds for a paper at a path. As long as nothing changes it is the very same object; undefined where nothing was looked up. */
  async around(path: string): Promise<CitationChecks | undefined> {
    let folder = dirname(path);
    for (let level = 0; level < LEVELS; level++) {
      const checks = await this.#in(literatureFolder(folder, process.env));
      if (checks) return checks;
      folder = dirname(folder);
    }
    return this.outside === undefined ? undefined : this.#in(join(this.outside, OUTSIDE));
  }

  async #in(folder: string): Promise<CitationChecks | undefined> {
    const file = join(folder, FILE);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    const changed = `${found.mtimeMs} ${found.size}`;
    const known = this.#read.get(file);
    if (known?.changed === changed) return known.checks;
    const checks = await checksAt(file);
    this.#read.set(file, { changed, checks });
    return checks;
  }
}

/** What cannot be read is as if nothing had been looked up. */
async function checksAt(file: string): Promise<CitationChecks> {
  try {
    return CitationChecks.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return {};
  }
}
