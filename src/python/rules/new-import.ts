import { argument } from "../calls";
import { isOwnModule, isProvided } from "../packages";
import type { Program } from "../program";
import type { Context, Finding, Rule } from "../rule";
import { type Imported, importsOf } from "../scopes";
import type { Node } from "../tree";

/** An import of something that nothing provides: the run stops there, or runs with what happens to be installed. */
export const newImport: Rule = {
  id: "new-import",
  check(program, context) {
    const written = statementsOf(program)
      .filter(({ statement }) => !isForTypes(statement, program))
      .flatMap(({ imported }) => objectionTo(imported, context) ?? []);
    const found = [...written, ...byName(program, context)];
    const known = new Set(found.length > 0 && context.before ? packagesOf(context.before.program()) : []);
    return found.filter(({ module }) => module === undefined || !known.has(module));
  },
};

function statementsOf(program: Program): { readonly statement: Node; readonly imported: Imported }[] {
  return program
    .ofType("ImportStatement")
    .flatMap((statement) => importsOf(statement, program.text).map((imported) => ({ statement, imported })));
}

/** The packages that a program imports, by their first name. */
function packagesOf(program: Program): string[] {
  return statementsOf(program).map(({ imported }) => firstOf(imported.written));
}

/** `module` is set where the file before may have had it. */
type Missing = Finding & { readonly module?: string };

function objectionTo(imported: Imported, context: Context): Missing | undefined {
  const { written, name, at } = imported;
  if (!written.startsWith(".")) {
    const first = firstOf(written);
    return isProvided(first, context.policy) ? undefined : missing(first, at);
  }
  const module = written.replace(/^\.+/, "") || name;
  if (module === "*" || module === "" || isOwnModule(firstOf(module), context.policy.files)) return undefined;
  return {
    node: at,
    message: `Imports “${firstOf(module)}” from the experiment's own folder, where there is no such file. The run would stop here: reject this, or add the file.`,
  };
}

/** `importlib.import_module("x")` and `__import__("x")`. */
function byName(program: Program, { policy }: Context): Missing[] {
  return program.calls.flatMap((call) => {
    if (!program.names(call.callee).some((name) => BY_NAME.test(name))) return [];
    const first = argument(call, 0, "name");
    const module = first && program.constant(first);
    if (typeof module !== "string")
      return [
        {
          node: call.node,
          message:
            "Imports a module whose name is only known when it runs. Read where the name comes from before you accept this.",
        },
      ];
    const package_ = firstOf(module);
    return module.startsWith(".") || isProvided(package_, policy) ? [] : [missing(package_, call.node)];
  });
}

const BY_NAME = /^(?:builtins\.__import__|importlib\.(?:import_module|__import__))$/;

function missing(module: string, node: Node): Missing {
  const message = `Imports “${module}”, which the template's requirements do not name: a run stops, or takes another path, where it is not installed. Add it to “requirements” in template.json, or reject this.`;
  return { node, module, message };
}

function firstOf(module: string): string {
  return module.split(".")[0] ?? module;
}

/** Under `if TYPE_CHECKING:` nothing is imported when a program runs. */
function isForTypes(statement: Node, program: Program): boolean {
  const block = statement.parent?.parent;
  const condition = block?.type === "IfStatement" ? block.children[1] : undefined;
  return condition !== undefined && /^(?:\w+\.)?TYPE_CHECKING$/.test(program.code(condition));
}
