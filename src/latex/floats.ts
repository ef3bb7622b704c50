import { type KeyUse, labelsOf } from "./citations";
import { type Command, commandsNamed, type LatexDocument } from "./document";
import { grouped } from "./grouped";
import type { Environment } from "./pairing";
import { firstFrom } from "./span";

/** A figure or table with what stands in it and in none of the floats inside it. */
export type Float = {
  readonly kind: "figure" | "table";
  readonly environment: Environment;
  /** Whether it lies in another float. */
  readonly inner: boolean;
  readonly captions: readonly Command[];
  readonly labels: readonly KeyUse[];
};

const FLOAT =
  /^(?:(?:wrap|sub|sideways|SC|teaser|margin|long)?(figure|table)|(?:sidewaysc)(figure|table)|subfloat)\*?$/;

export function floatsOf(document: LatexDocument): Float[] {
  const environments = document.environments.filter(({ name }) => FLOAT.test(name));
  if (environments.length === 0) return [];
  const holder = innermost(environments);
  const captions = grouped(commandsNamed(document, /^[a-zA-Z]*caption[a-zA-Z]*$/i), ({ start }) => holder(start));
  const labels = grouped(labelsOf(document), ({ start }) => holder(start));
  return environments.map((environment) => ({
    kind: /table/.test(environment.name) ? "table" : "figure",
    environment,
    inner: holder(environment.start) !== undefined,
    captions: captions.get(environment) ?? [],
    labels: labels.get(environment) ?? [],
  }));
}

/** Finds the innermost of some environments around an offset; they are in order, and nested or apart. */
export function innermost(environments: readonly Environment[]): (offset: number) => Environment | undefined {
  const parents = new Map<Environment, Environment>();
  const open: Environment[] = [];
  for (const environment of environments) {
    while (open.length > 0 && open.at(-1)!.end <= environment.start) open.pop();
    if (open.length > 0) parents.set(environment, open.at(-1)!);
    open.push(environment);
  }
  return (offset) => {
    let found = environments[firstFrom(environments, offset) - 1];
    while (found && found.end <= offset) found = parents.get(found);
    return found;
  };
}
