import type { Call } from "./calls";
import type { Program } from "./program";
import type { Earlier } from "./rule";
import { childOf, type Node } from "./tree";

/** A name that a program gives a value that is written out: a constant, a field with a default, a parameter, an option. */
export type Setting = { readonly name: string; readonly value: string; readonly node: Node };

/** The settings whose name fits, each once, in the order of the text. The value is code without its layout. */
export function settingsIn(program: Program, names: RegExp): Setting[] {
  const found = [
    ...program.ofType("AssignOp").flatMap((node) => assigned(program, node, names)),
    ...program.ofType("ForStatement").flatMap((node) => looped(program, node)),
    ...program.calls.flatMap((call) => option(program, call)),
  ];
  const fitting = found.filter(({ name }) => names.test(name)).sort((one, other) => one.node.from - other.node.from);
  return fitting.filter(({ name }, index) => fitting.findIndex((other) => other.name === name) === index);
}

/** The settings that had another value before; new ones are none of them. */
export function changedSettings(
  program: Program,
  before: Earlier | undefined,
  names: RegExp,
): (Setting & { readonly was: string })[] {
  const now = before ? settingsIn(program, names) : [];
  const old = before && now.length > 0 ? settingsIn(before.program(), names) : [];
  return now.flatMap((setting) => {
    const was = old.find(({ name }) => name === setting.name)?.value;
    return was === undefined || was === setting.value ? [] : [{ ...setting, was }];
  });
}

/** `NAME = value`, `name: int = value`, `f(name=value)` and `def f(name=value)`; only values that are written out. */
function assigned(program: Program, operator: Node, names: RegExp): Setting[] {
  const around = operator.parent;
  const all = around?.children ?? [];
  const at = operator.place;
  const value = all[at + 1];
  let target = all[at - 1];
  if (target?.type === "TypeDef") target = all[at - 2];
  if (!around || !value || !target) return [];
  const name = lastName(program.code(target));
  if (!names.test(name) || !isWritten(value)) return [];
  const rest = around.type === "AssignStatement" ? all.at(-1)! : value;
  return [
    {
      name,
      value: program.code({ from: value.from, to: rest.to }).replace(/\s+/g, ""),
      node: { ...target, to: rest.to },
    },
  ];
}

function lastName(code: string): string {
  return code.split(".").at(-1) ?? code;
}

/** `for name in values:` */
function looped(program: Program, { children }: Node): Setting[] {
  const at = children.findIndex(({ type }) => type === "in");
  const [target, value] = [children[at - 1], children[at + 1]];
  if (at !== 2 || !target || !value || !isWritten(value)) return [];
  return [
    { name: program.code(target), value: program.code(value).replace(/\s+/g, ""), node: { ...target, to: value.to } },
  ];
}

/** `parser.add_argument("--name", default=value)` */
function option(program: Program, call: Call): Setting[] {
  if (!/\.add_argument$/.test(program.code(call.callee))) return [];
  const flag = call.arguments
    .map(({ value }) => program.constant(value))
    .find((text) => typeof text === "string" && text.startsWith("--"));
  const value = call.arguments.find(({ keyword }) => keyword === "default")?.value;
  if (typeof flag !== "string" || !value || !isWritten(value)) return [];
  return [
    { name: flag.slice(2).replaceAll("-", "_"), value: program.code(value).replace(/\s+/g, ""), node: call.node },
  ];
}

/** Numbers, and lists and ranges of them: what is called with numbers alone. */
function isWritten(value: Node): boolean {
  const list = value.type === "CallExpression" ? childOf(value, "ArgList") : undefined;
  if (list)
    return list.children.length > 2 && list.children.every((child) => isWritten(child) || /^[(),]$/.test(child.type));
  if (value.type === "Number" || value.type === "UnaryExpression") return true;
  if (value.type === "BinaryExpression")
    return value.children.every((child) => isWritten(child) || child.type === "ArithOp");
  if (/^(?:Tuple|Array|Set)Expression$/.test(value.type))
    return value.children.every((child) => isWritten(child) || /^[()[\]{},]$/.test(child.type));
  return false;
}
