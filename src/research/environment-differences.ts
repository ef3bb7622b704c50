import type { Environment } from "./environment";
import type { EnvironmentDifference } from "./reproduction";

/**
 * What is not the same where two runs were made: machine, interpreter, and the packages that matter. What only one of them
 * recorded is no difference, unless it is a package: that one is missing.
 */
export function environmentDifferences(
  paper: Environment | undefined,
  again: Environment | undefined,
  packages: readonly string[],
): EnvironmentDifference[] {
  if (!paper || !again) return [];
  const facts = FACTS.map((what) => ({ what, paper: asText(paper[what]), again: asText(again[what]) }));
  const versions = packages.map((name) => ({
    what: name,
    paper: paper.packages[name.toLowerCase()],
    again: again.packages[name.toLowerCase()],
  }));
  return [
    ...facts.filter((fact) => fact.paper !== undefined && fact.again !== undefined),
    ...(Object.keys(paper.packages).length > 0 ? versions : []),
  ].filter((fact) => fact.paper !== fact.again);
}

/** Whether times that were measured in one do not hold in the other. What is not recorded is taken to be the same. */
export function isOtherHardware(paper: Environment | undefined, again: Environment | undefined): boolean {
  return environmentDifferences(paper, again, []).some(({ what }) => HARDWARE.includes(what));
}

const HARDWARE = ["gpus", "cpu", "cores", "architecture", "threads"];
const FACTS = [...HARDWARE, "os", "python", "driver", "torchCuda", "sandbox", "scale"];

function asText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.join(", ") : String(value);
}
