import type { Direction } from "../research/template";

/** A template as somebody who has to choose one wants to know it. */
export type TemplateOffer = {
  /** Its folder. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The metric that decides, with its unit. */
  readonly measures: string;
  readonly needs: readonly string[];
};

/** What a folder with somebody's own code holds, as far as making a project of it goes. */
export type CodeFacts = {
  /** Python files in the folder, those that look most like an experiment first. */
  readonly programs: readonly Program[];
  /** The metrics of a `final_info.json` that is there, by name. */
  readonly metrics: readonly string[];
  /** The files of a project that are there already. */
  readonly there: readonly string[];
};

export type Program = {
  readonly path: string;
  /** Its text mentions `out_dir`, so that it can probably be told where to write. */
  readonly takesOutDir: boolean;
  /** Its text mentions `final_info.json`. */
  readonly writesResults: boolean;
};

/** What the researcher says of their own code. */
export type OwnCode = {
  /** The program that is one run. */
  readonly program: string;
  /** Files that an idea may change; `plot.py` is one in any case. */
  readonly editable: readonly string[];
  /** The metric that decides, as `final_info.json` names it; empty when it is not known yet. */
  readonly metric: string;
  readonly direction: Direction | undefined;
  /** Every metric that a run reports, as far as known. */
  readonly metrics: readonly string[];
  /** What the experiment does and what is to be studied. */
  readonly task: string;
};

/** The files that make a project, besides the experiment's own code. */
export const PROJECT_FILES = ["prompt.json", "template.json", "plot.py", "latex/template.tex"] as const;
