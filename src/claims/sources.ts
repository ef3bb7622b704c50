import type { Findings } from "../research/findings";
import type { Measurement } from "../research/metrics";
import type { TemplateManifest } from "../research/template";

/** A program as it stood for some runs; without `runs`, nothing is known about which. */
export type Program = { readonly path: string; readonly text: string; readonly runs?: readonly number[] };

/** What the claims of a paper may rest on. */
export type ClaimSources = {
  readonly findings: Findings;
  readonly manifest: TemplateManifest;
  readonly programs: readonly Program[];
  /** Further names of runs, by number: legends, titles of the notes. */
  readonly names?: Readonly<Record<number, readonly string[]>>;
  /** What runs gave before they were made again, by number. */
  readonly earlier?: Readonly<Record<number, readonly Measurement[]>>;
  /** Files of results that nothing could be read from, and why: their runs are unknown here. */
  readonly unread?: readonly { readonly path: string; readonly problem: string }[];
  /** Texts that may name machines and versions: notes, lists of requirements. */
  readonly notes?: readonly { readonly path: string; readonly text: string }[];
};
