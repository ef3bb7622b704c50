import type { Problem } from "../../research/problem";

/**
 * The error that a compilation is told by: where TeX stumbles, names that it has not come to are unknown as well, and these stand
 * first where their file does.
 */
export function firstError(problems: readonly Problem[]): Problem | undefined {
  const errors = problems.filter(({ severity }) => severity === "error");
  return errors.find(({ rule }) => !/^undefined-(?:reference|citation)$/.test(rule)) ?? errors[0];
}
