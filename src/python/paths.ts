import { argument, type Call, callOf } from "./calls";
import type { Source } from "./program";
import type { Node } from "./tree";

/** Stands in a path for what is only known when the program runs. */
export const UNKNOWN = "\u0000";
/** The program's own file. */
export const ITSELF = "\u0001";

/** The path that an expression gives, as far as it is written out, with slashes; `~` for the home folder. */
export function pathOf(source: Source, node: Node, depth = 0): string {
  const constant = source.constant(node);
  if (typeof constant === "string") return constant.replaceAll("\\", "/");
  if (depth > 20) return UNKNOWN;
  const inner = (one: Node | undefined) => (one ? pathOf(source, one, depth + 1) : UNKNOWN);
  switch (node.type) {
    case "VariableName":
      return ofName(source, node, inner);
    case "ParenthesizedExpression":
      return inner(node.children[1]);
    case "FormatString":
    case "ContinuedString":
      return ofText(source, node, inner);
    case "BinaryExpression":
      return ofOperator(source, node, inner);
    case "MemberExpression":
      return ofMember(source, node, inner);
    case "CallExpression":
      return ofCall(source, node, inner);
    default:
      return UNKNOWN;
  }
}

type Inner = (node: Node | undefined) => string;

function ofName(source: Source, node: Node, inner: Inner): string {
  if (source.code(node) === "__file__") return ITSELF;
  const bindings = source.scopes.bindings(source.code(node), node) ?? [];
  const [only] = bindings;
  return bindings.length === 1 && only?.type === "value" ? inner(only.node) : UNKNOWN;
}

function ofText(source: Source, node: Node, inner: Inner): string {
  if (node.type === "ContinuedString") return node.children.map(inner).join("");
  const opening = /^[A-Za-z]*(?:"""|'''|"|')/.exec(source.code(node))?.[0].length ?? 1;
  let at = node.from + opening;
  let path = "";
  for (const child of node.children.filter(({ type }) => type === "FormatReplacement")) {
    path += source.text.slice(at, child.from) + (child.children.length === 3 ? inner(child.children[1]) : UNKNOWN);
    at = child.to;
  }
  return path + source.text.slice(at, node.to).replace(/["']+$/, "");
}

/** `folder / name` and `text + text`. */
function ofOperator(source: Source, { children }: Node, inner: Inner): string {
  const [left, sign, right] = children;
  const operator = sign ? source.code(sign) : "";
  if (operator === "/") return joined([inner(left), inner(right)]);
  return operator === "+" ? inner(left) + inner(right) : UNKNOWN;
}

function ofMember(source: Source, node: Node, inner: Inner): string {
  if (source.names(node).includes("sys.argv")) return UNKNOWN;
  const [base, dot, property] = node.children;
  if (dot?.type === "[" && base && source.names(base).includes("sys.argv"))
    return property && source.constant(property) === 0 ? ITSELF : UNKNOWN;
  if (dot?.type === "[" && base && source.names(base).includes("os.environ"))
    return property && /^(?:HOME|USERPROFILE)$/.test(String(source.constant(property))) ? "~" : UNKNOWN;
  if (property && /^(?:parent|parents)$/.test(source.code(property))) return inner(base) === ITSELF ? "." : UNKNOWN;
  return UNKNOWN;
}

const SAME =
  /^(?:os\.path\.(?:abspath|realpath|normpath|expanduser|expandvars)|os\.(?:fspath|fsencode|fsdecode)|builtins\.(?:str|repr)|pathlib\.\w*Path)$/;

function ofCall(source: Source, node: Node, inner: Inner): string {
  const call = callOf(node, source.text);
  if (!call) return UNKNOWN;
  const names = source.names(call.callee);
  const given = call.arguments.map(({ keyword, value }) => (keyword === "" ? inner(value) : UNKNOWN));
  if (names.includes("os.path.join")) return joined(given);
  if (names.includes("os.path.dirname")) return given[0] === ITSELF ? "." : UNKNOWN;
  if (names.some((name) => /^pathlib\.\w*Path\.home$/.test(name))) return "~";
  if (names.some((name) => /^(?:os\.getcwd|pathlib\.\w*Path\.cwd)$/.test(name))) return ".";
  if (names.some((name) => /^os\.(?:getenv|environ\.get)$/.test(name))) return ofEnvironment(source, call);
  if (names.some((name) => SAME.test(name))) return given.length > 0 ? joined(given) : ".";
  return ofMethod(source, call, given, inner);
}

function ofEnvironment(source: Source, call: Call): string {
  const name = argument(call, 0);
  return name && /^(?:HOME|USERPROFILE)$/.test(String(source.constant(name))) ? "~" : UNKNOWN;
}

/** What a path is asked for another path. */
function ofMethod(source: Source, { callee }: Call, given: readonly string[], inner: Inner): string {
  const [base, , property] = callee.children;
  if (callee.type !== "MemberExpression" || !property) return UNKNOWN;
  const method = source.code(property);
  if (method === "joinpath") return joined([inner(base), ...given]);
  if (/^(?:resolve|absolute|expanduser|as_posix)$/.test(method)) return inner(base);
  return method === "with_name" && given[0] ? joined([UNKNOWN, given[0]]) : UNKNOWN;
}

/** Joined as Python does it: what is absolute begins anew. */
function joined(parts: readonly string[]): string {
  return parts.reduce(
    (path, part) => (isAbsolute(part) || path === "" || path === "." ? part : `${path.replace(/\/$/, "")}/${part}`),
    "",
  );
}

export function isAbsolute(path: string): boolean {
  return /^(?:\/|~|[A-Za-z]:\/)/.test(path);
}
