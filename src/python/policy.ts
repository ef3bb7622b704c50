import type { TemplateManifest } from "../research/template";

/** What a project provides and what has to stay as it is: against this, the additions of a change are looked at. */
export type Policy = {
  /** What the interpreter must have, as packages are called where they are installed from. */
  readonly requirements: readonly string[];
  /** The files of the project, with slashes. */
  readonly files: readonly string[];
  /** The files that judge a run. */
  readonly locked: readonly string[];
  /** Files and folders, unknown to git, that the template says a run needs. */
  readonly data: readonly string[];
  /** The names of the metrics; empty when the template names none. */
  readonly metrics: readonly string[];
  /** Whether the template says on which seeds runs are compared. */
  readonly seeds: boolean;
};

/** The policy of a template. `files` are further files of the project's folder: their modules may be imported. */
export function policyOf(manifest: TemplateManifest, files: readonly string[] = []): Policy {
  const locked = Object.keys(manifest.locked);
  return {
    requirements: manifest.requirements,
    files: [...new Set([...manifest.editable, ...locked, ...files])],
    locked,
    data: [...manifest.data, ...Object.values(manifest.scales).flatMap(({ data }) => data)],
    metrics: Object.keys(manifest.metrics),
    seeds: manifest.seeds !== undefined,
  };
}
