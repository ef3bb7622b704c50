import { readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { CitationChecks } from "../../research/citation-check";
import { makePrivateFolder } from "../private-folder";

/** What was found out about entries of bibliographies, by what they say: in one file of a folder, which the editor reads too. */
export class CheckStore {
  readonly #folder: string;
  readonly #file: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, CHECKS_FILE);
  }

  /** What cannot be read is as if nothing had been checked. */
  async read(): Promise<CitationChecks> {
    return checksIn(await readFile(this.#file, "utf8").catch(() => ""));
  }

  /** Beside what others have found out meanwhile; the oldest go when there are too many. */
  async add(checks: CitationChecks): Promise<void> {
    await makePrivateFolder(this.#folder);
    const all = Object.entries({ ...(await this.read()), ...checks });
    const kept = all.toSorted(([, one], [, other]) => (one.on < other.on ? 1 : -1)).slice(0, MOST_CHECKS);
    await writeFileAtomic(this.#file, JSON.stringify(Object.fromEntries(kept)));
  }
}

/** Beside the answers of services. */
export const CHECKS_FILE = "citations.json";
const MOST_CHECKS = 5000;

function checksIn(text: string): CitationChecks {
  try {
    return CitationChecks.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
