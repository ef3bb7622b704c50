import { argument, type Call, callOf } from "../calls";
import { pathOf, UNKNOWN } from "../paths";
import type { Policy } from "../policy";
import type { Program } from "../program";
import type { Finding, Rule } from "../rule";
import type { Node } from "../tree";
import { writesIn } from "../writes";

/** Unpickles what is known not to be the run's own: a pickle runs whatever code its author put in. */
export const pickle: Rule = {
  id: "pickle",
  check(program, { policy }) {
    const calls = program.calls.filter((call) => unpickles(program, call));
    if (calls.length === 0) return [];
    const written = new Set(writesIn(program).map(({ path }) => pathOf(program, path)));
    return calls.flatMap((call) => objectionTo(call, program, policy, written) ?? []);
  },
};

const ALWAYS =
  /^(?:pickle|cPickle|_pickle|dill|cloudpickle)\.(?:load|loads|Unpickler)$|^(?:joblib\.load|pandas\.read_pickle|shelve\.open|torch\.load)$/;

function unpickles(program: Program, call: Call): boolean {
  const keyword = (name: string) => call.arguments.find((one) => one.keyword === name)?.value;
  const is = (name: string) => {
    const value = keyword(name);
    return value !== undefined && program.constant(value) === true;
  };
  const names = program.names(call.callee);
  if (names.includes("numpy.load")) return is("allow_pickle");
  return names.some((name) => ALWAYS.test(name)) && !is("weights_only");
}

function objectionTo(call: Call, program: Program, policy: Policy, written: ReadonlySet<string>): Finding | undefined {
  const first = argument(call, 0);
  if (!first) return undefined;
  const path = pathOf(program, openedBy(program, first));
  const bytes = takesBytes(program, call);
  const inline = (bytes && INLINE.test(program.code(first))) || program.names(first).some((name) => FETCHED.test(name));
  if (!inline && (bytes || isOwn(path, policy) || written.has(path))) return undefined;
  const what = inline ? "what was written out or fetched" : `“${path}”, which nothing here writes`;
  return {
    node: call.node,
    message: `Unpickles ${what}: a pickle runs any code that its author put in. Ask for weights_only=True, NumPy or JSON, or name the file in “data” of template.json if you trust it.`,
  };
}

/** `loads` takes bytes, not a path. */
function takesBytes(program: Program, { callee }: Call): boolean {
  return program.names(callee).some((name) => name.endsWith(".loads"));
}

/** Texts and bytes in the program itself. */
const INLINE = /^(?:[bBrR]{0,2}["']|(?:\w+\.)*(?:b64decode|decompress|fromhex)\()/;
const FETCHED = /^(?:urllib|requests|httpx)\b/;

/** What is only known when it runs is taken to be the run's own record, and so is a run's folder. */
function isOwn(path: string, { data, files }: Policy): boolean {
  if (path.includes(UNKNOWN) || /^(?:\.\/)?run_\d+\//.test(path)) return true;
  return [...data, ...files].some((one) => path === one || path.startsWith(`${one.replace(/\/$/, "")}/`));
}

/** The path in `open(path)`, also where the file was given a name. */
function openedBy(program: Program, node: Node): Node {
  const call = callOf(node, program.text);
  if (call)
    return program.names(call.callee).some((name) => /(?:^|\.)open$/.test(name))
      ? (argument(call, 0, "file") ?? node)
      : node;
  if (node.type !== "VariableName") return node;
  const bindings = program.scopes.bindings(program.code(node), node) ?? [];
  const [only] = bindings;
  return bindings.length === 1 && only?.type === "value" && only.node.type === "CallExpression"
    ? openedBy(program, only.node)
    : node;
}
