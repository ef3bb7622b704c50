import { createHash } from "node:crypto";
import { ProtocolNotificationType } from "vscode-languageserver-protocol";
import * as z from "zod";
import { resultNames } from "../claims/readings/vocabulary";
import { PaperReadings } from "../research/read-paper";
import { KeptByName } from "./kept-by-name";
import type { Results } from "./results";

/** `aiScientist/claimsRead`, from the editor to the server: a model has read the claims of a paper. */
export const ClaimsReadNotification = { type: new ProtocolNotificationType<unknown, void>("aiScientist/claimsRead") };

const Params = z.object({ uri: z.string(), readings: PaperReadings });

/** Undefined for what is none; the editor is of the same version, but the line is open to anybody who starts the server. */
export function readingsIn(params: unknown): z.infer<typeof Params> | undefined {
  return Params.safeParse(params).data;
}

/** With a digest of what could be named when it was read: “the deeper model” is another one once there are other runs. */
const Kept = PaperReadings.extend({ names: z.string() });
type Kept = z.infer<typeof Kept>;

/** Papers whose readings are kept. */
const MOST_PAPERS = 20;

/** What models read in papers, by the path of the paper's source, for as long as the runs have the same names. */
export class KnownReadings {
  readonly #kept = new KeptByName<Kept>(Kept, MOST_PAPERS);
  readonly #names = new WeakMap<Results, readonly string[]>();

  /** Where it is kept; without one it is known in this session. */
  set file(file: string) {
    this.#kept.file = file;
  }

  /** As long as nothing changes it is the very same object. */
  async of(path: string, results: Results | undefined): Promise<PaperReadings | undefined> {
    const kept = results && (await this.#kept.recall(path));
    return kept && this.#namesIn(results).includes(kept.names) ? kept : undefined;
  }

  async keep(path: string, results: Results, readings: PaperReadings): Promise<void> {
    await this.#kept.remember(path, { ...readings, names: this.#namesIn(results)[0]! });
  }

  /** Of what there is now, and of the times with fewer runs: what was read then still holds. */
  #namesIn(results: Results): readonly string[] {
    const known = this.#names.get(results);
    if (known !== undefined) return known;
    const names = resultNames(results.library.evidence).map((then) =>
      createHash("sha256").update(then).digest("hex").slice(0, 16),
    );
    this.#names.set(results, names);
    return names;
  }
}
