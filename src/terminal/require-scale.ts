import type { Project } from "../engine/project";
import { UsageError } from "./exit-code";

/** Throws, with the scales that there are, where the template knows none of that name. */
export function requireScale({ template }: Pick<Project, "template">, scale: string | undefined): void {
  const scales = [...new Set(["smoke", "full", ...Object.keys(template.manifest.scales)])];
  if (scale !== undefined && !scales.includes(scale))
    throw new UsageError(`There is no scale “${scale}”. The scales are: ${scales.join(", ")}.`);
}
