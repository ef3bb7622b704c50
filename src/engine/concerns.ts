import { latexConcerns } from "../latex/concerns";
import { pythonConcerns } from "../python/concerns";
import type { Policy } from "../python/policy";
import type { FileEdit } from "../research/change";
import type { Concern } from "../research/concern";

/**
 * What a change adds that a careful reader would stop at before anything runs; `concernsOf` says which hunk is the cause.
 * Never throws, whatever the texts are.
 */
export function concernsIn(changes: readonly FileEdit[], policy: Policy): Concern[] {
  return [...pythonConcerns(changes, policy), ...latexConcerns(changes)];
}
