import type { Policy } from "../policy";
import type { Program } from "../program";
import type { Node } from "../tree";

/** The modules that judge a run, by the name they are imported under. */
export function lockedModules({ locked }: Policy): string[] {
  return locked.filter((path) => path.endsWith(".py")).map((path) => path.replace(/\.py$/, "").replaceAll("/", "."));
}

/** The first of an expression's names that is a locked module or something in one; what its functions return is not. */
export function lockedName(program: Program, node: Node, policy: Policy): string | undefined {
  const modules = lockedModules(policy);
  return program
    .names(node)
    .find((name) => !name.includes("()") && modules.some((module) => name === module || name.startsWith(`${module}.`)));
}

/** What a file imports from locked modules: the name here → the name there. */
export function lockedImports(program: Program, policy: Policy): Map<string, string> {
  const modules = new Set(lockedModules(policy));
  const found = new Map<string, string>();
  for (const [name, bindings] of program.scopes.module)
    for (const binding of bindings) {
      if (binding.type !== "import") continue;
      const module = binding.name.slice(0, binding.name.lastIndexOf("."));
      if (modules.has(module)) found.set(name, binding.name);
    }
  return found;
}
