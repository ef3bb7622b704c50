import { argument } from "../calls";
import { pathOf } from "../paths";
import type { Program } from "../program";
import type { Context, Finding } from "../rule";
import { targetsIn } from "../targets";
import type { Node } from "../tree";
import { writesIn } from "../writes";
import { lockedImports, lockedModules, lockedName } from "./locked-names";

/** Changes the evaluator while the program runs, its file, or what it relies on. */
export function patches(program: Program, context: Context): Finding[] {
  return [
    ...assignments(program, context),
    ...calls(program, context),
    ...redefinitions(program, context),
    ...files(program, context),
  ];
}

const ADVICE = "A run must be judged as all others are: reject this.";

/** `evaluate.x = …`, `PROTOCOLS["full"] = …`, `del evaluate.x`, `time.time = …`, `sys.modules["evaluate"] = …`. */
function assignments(program: Program, context: Context): Finding[] {
  return targetsIn(program).flatMap(({ node, target }) => {
    const message = target.type === "MemberExpression" ? objectionTo(program, target, context) : undefined;
    return message ? [{ node, message }] : [];
  });
}

function objectionTo(program: Program, target: Node, { policy }: Context): string | undefined {
  const [base, , key] = target.children;
  const owner = base && (lockedName(program, base, policy) ?? rootOf(program, base, policy));
  if (owner) return `Changes ${owner}, which belongs to the evaluation that the template locks. ${ADVICE}`;
  if (base && key && program.names(base).includes("sys.modules")) {
    const module = program.constant(key);
    const locked = lockedModules(policy);
    if (typeof module !== "string" || locked.includes(module) || MEASURES.test(`${module}.x`))
      return `Puts something else in the place of the module ${typeof module === "string" ? module : "named here"}. ${ADVICE}`;
  }
  const globals = base && program.names(base).some((name) => /^builtins\.(?:globals\(\)|__dict__)$/.test(name));
  if (globals && key && replacesGlobal(program, key, policy))
    return `Gives a name of the program another value by its text, which can be a name of the evaluation. ${ADVICE}`;
  const name = program.names(target).find((one) => isReplaced(target, one));
  return name
    ? `Replaces ${name} for the whole program, the evaluation included. ${ADVICE} Ask for a function of its own.`
    : undefined;
}

/** `globals()["run_benchmark"] = …`, or with a key that only the run knows where there is an evaluation to replace. */
function replacesGlobal(program: Program, key: Node, policy: Context["policy"]): boolean {
  const name = program.constant(key);
  const imports = lockedImports(program, policy);
  return typeof name === "string" ? imports.has(name) : imports.size > 0;
}

/** An attribute of a library that is assigned to; what says where something comes from is none of its doings. */
function isReplaced({ children }: Node, name: string): boolean {
  if (children[1]?.type !== "." || /\.__(?:module|name|qualname|doc|annotations)__$/.test(name)) return false;
  return MEASURES.test(name) && !CONFIGURES.test(name);
}

/** What the evaluator measures with. */
const MEASURES =
  /^(?:(?:time|math|json|random|statistics|numpy|torch|scipy|sklearn|os\.path|pathlib|tensorflow|jax)\.[\w.]+|builtins\.\w+)$/;
/** Switches of these libraries that are there to be set. */
const CONFIGURES =
  /^(?:torch\.(?:backends|_dynamo|_inductor|_functorch|cuda|distributed|autograd|utils|multiprocessing|set_\w+|jit)\.|numpy\.(?:random\.)?(?:seterr|set_printoptions)|jax\.config|sklearn\.set_config|tensorflow\.(?:config|keras\.backend))/;

/** The locked name that `a.b["c"].d` begins with. */
function rootOf(program: Program, node: Node, policy: Context["policy"]): string | undefined {
  let root = node;
  while (root.type === "MemberExpression" && root.children[0]) {
    root = root.children[0];
    const name = lockedName(program, root, policy);
    if (name) return name;
  }
  return undefined;
}

const SETS = /^(?:builtins\.(?:setattr|delattr)|builtins\.object\.__setattr__|builtins\.type\.__setattr__)$/;
const CHANGES =
  /\.(?:update|clear|pop|popitem|setdefault|append|extend|insert|remove|__setitem__|__setattr__|__delitem__|register|reload)$/;
const PATCHES =
  /^(?:unittest\.)?mock\.patch(?:\.(?:object|dict|multiple))?$|^(?:pytest|_pytest\.monkeypatch)\.MonkeyPatch\(\)\.setattr$/;

/** `setattr(evaluate, …)`, `PROTOCOLS.update(…)`, `mock.patch("evaluate.x")`. */
function calls(program: Program, { policy }: Context): Finding[] {
  return program.calls.flatMap((call) => {
    const names = program.names(call.callee);
    const first = argument(call, 0);
    const said = (what: string) => [
      {
        node: call.node,
        message: `Changes ${what}, which belongs to the evaluation that the template locks. ${ADVICE}`,
      },
    ];
    if (first && names.some((name) => SETS.test(name))) {
      const owner = lockedName(program, first, policy) ?? rootOf(program, first, policy);
      if (owner) return said(owner);
      const module = program.names(first).find((name) => MEASURES.test(`${name}.x`) && !CONFIGURES.test(`${name}.`));
      return module
        ? [
            {
              node: call.node,
              message: `Replaces something in ${module} for the whole program, the evaluation included. ${ADVICE}`,
            },
          ]
        : [];
    }
    if (first && names.some((name) => PATCHES.test(name))) {
      const text = program.constant(first);
      const owner = typeof text === "string" ? text : lockedName(program, first, policy);
      const locked = lockedModules(policy).some((module) => owner === module || owner?.startsWith(`${module}.`));
      return owner && (locked || MEASURES.test(owner)) ? said(owner) : [];
    }
    const owner = names.find(
      (name) => CHANGES.test(name) && lockedModules(policy).some((module) => name.startsWith(`${module}.`)),
    );
    return owner ? said(owner.replace(CHANGES, "")) : [];
  });
}

/** A name that came from the evaluator stands for something of the program's own now. */
function redefinitions(program: Program, { text, before, policy }: Context): Finding[] {
  const now = lockedImports(program, policy);
  const isSame = before && importLines(before.text) === importLines(text);
  const earlier = before && !isSame ? lockedImports(before.program(), policy) : [];
  const imports = new Map([...earlier, ...now]);
  return [...program.scopes.module].flatMap(([name, bindings]) => {
    const origin = imports.get(name);
    const own = bindings.find(({ type }) => type !== "import");
    if (!origin || !own || bindings.some((one) => one.type === "value" && lockedName(program, one.node, policy)))
      return [];
    const node =
      own.type === "definition"
        ? { from: own.node.from, to: own.node.children.find(({ type }) => type === "Body")?.from ?? own.node.to }
        : own.node;
    return [
      {
        node,
        message: `Defines ${name} anew, which was ${origin} of the evaluation that the template locks. ${ADVICE}`,
      },
    ];
  });
}

/** The lines that import something: while they are the same, the same names are imported. */
function importLines(text: string): string {
  return [...text.matchAll(/^.*\bimport\b(?:[^\n(]*\([^)]{0,2000})?.*$/gm)].map(([line]) => line).join("\n");
}

function files(program: Program, { policy }: Context): Finding[] {
  return writesIn(program).flatMap(({ node, path }) => {
    const file = pathOf(program, path).replace(/^(?:\.\/)+/, "");
    return policy.locked.includes(file)
      ? [{ node, message: `Writes to ${file}, which the template locks. ${ADVICE}` }]
      : [];
  });
}
