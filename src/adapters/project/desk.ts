import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Compute } from "../../engine/ports/compute";
import type { LanguageModel } from "../../engine/ports/language-model";
import type { Caps } from "../../research/budget";
import type { Template } from "../../research/template";
import type { RemotePlaces } from "../compute/remote/remote-places";
import type { OpenedLiterature } from "../literature/open-literature";
import type { ModelSources } from "../open-models";
import type { Settings } from "../settings";
import type { IdeaStands } from "./campaign/idea-stands";
import type { IdeaWriter } from "./idea-files";
import type { Ledger } from "./ledger";
import type { LiveJournals } from "./live-journals";

/** What every part of an open project works with. */
export type Desk = {
  readonly folder: string;
  readonly template: Template;
  readonly settings: Settings;
  readonly models: () => Promise<{ model: LanguageModel; reviewer: LanguageModel }>;
  readonly sources: ModelSources;
  readonly journals: LiveJournals;
  readonly ledger: Ledger;
  /** How ideas and campaigns stand, as far as they were read. */
  readonly stands: IdeaStands;
  /** The caps as they are set now. */
  readonly caps: () => Caps;
  readonly ideaWriter: IdeaWriter;
  readonly dist: string;
  readonly places: RemotePlaces;
  /** What runs the experiments instead of a place, where whoever opened the project brought it. */
  readonly machine?: Machine | undefined;
  /** One for all ideas, so that they wait for their turns together. */
  readonly literature: OpenedLiterature;
  readonly log: (line: string) => void;
};

/** Runs the experiments of one idea, by its slug and its worktree. */
export type Machine = (slug: string, worktree: string) => Compute;

/** Where an idea's journal and results are; the empty slug is the project's own: the thinking up of ideas. */
export function ideaFolder(folder: string, slug: string): string {
  return slug ? join(folder, ".ai-scientist", "ideas", slug) : join(folder, ".ai-scientist", "project");
}

/** Everything about one of the idea's jobs. */
export function jobFolder(folder: string, slug: string, job: string): string {
  if (!/^\w[\w.-]*$/.test(job)) throw new Error(`“${job}” is no name for a job.`);
  return join(ideaFolder(folder, slug), "jobs", job);
}

/** The idea's worktree. */
export function worktreeFolder(folder: string, slug: string): string {
  return join(folder, ".ai-scientist", "worktrees", slug);
}

/** The ideas that have a folder of their own, in the order of their names. */
export async function begunSlugs(folder: string): Promise<string[]> {
  const slugs = await readdir(join(folder, ".ai-scientist", "ideas")).catch(() => [] as string[]);
  return slugs.sort();
}
