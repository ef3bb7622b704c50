import { argument, type Call, callOf } from "../calls";
import { pathOf } from "../paths";
import type { Program } from "../program";
import type { Node } from "../tree";
import { writesIn } from "../writes";
import { onlyReads } from "./only-reads";

/** A call that writes `final_info.json`, and the expressions that it writes. */
export type ResultWrite = { readonly node: Node; readonly content: readonly Node[] };

export function resultWritesIn(program: Program): ResultWrite[] {
  if (!program.text.includes("final_info")) return [];
  return program.calls.flatMap((call) => {
    const content = dumpedTo(program, call) ?? writtenTo(program, call) ?? handedOn(program, call);
    return content && content.length > 0 ? [{ node: call.node, content }] : [];
  });
}

/** Everything that writes, copies or moves a file to the place of the record. */
export function recordsIn(program: Program): Pick<ResultWrite, "node">[] {
  if (!program.text.includes("final_info")) return [];
  const written = writesIn(program).filter(({ path }) => RECORD.test(pathOf(program, path)));
  const handed = program.calls.filter((call) => handedOn(program, call) !== undefined);
  return [...written, ...handed];
}

const RECORD = /(?:^|[/\u0000])final_info\.json$/;

/** `json.dump(content, file)` */
function dumpedTo(program: Program, call: Call): Node[] | undefined {
  if (!program.names(call.callee).some((name) => /^(?:json|ujson|simplejson)\.dump$/.test(name))) return undefined;
  const [content, file] = [argument(call, 0, "obj"), argument(call, 1, "fp")];
  return content && file && RECORD.test(fileOf(program, file)) ? [content] : [];
}

/** `path.write_text(json.dumps(content))` and `file.write(…)`. */
function writtenTo(program: Program, call: Call): Node[] | undefined {
  const [owner, , property] = call.callee.children;
  const method = call.callee.type === "MemberExpression" && property ? program.code(property) : "";
  if (!owner || (method !== "write_text" && method !== "write")) return undefined;
  const first = argument(call, 0);
  const path = method === "write" ? fileOf(program, owner) : pathOf(program, owner);
  return first && RECORD.test(path) ? dumped(program, first) : [];
}

/** A function of the program's own that is given the name of the record. */
function handedOn(program: Program, call: Call): Node[] | undefined {
  const { callee, arguments: given } = call;
  const property = callee.type === "MemberExpression" ? callee.children[2] : callee;
  const isReading = property && /^(?:open|exists|joinpath|is_file|read_\w+|load\w*)$/.test(program.code(property));
  if (isReading || program.names(callee).length > 0) return undefined;
  const isNamed = given.some(({ value }) => /(?:^|\/)final_info\.json$/.test(String(program.constant(value))));
  if (!isNamed || onlyReads(program, call)) return undefined;
  return given.map(({ value }) => value).filter(({ type }) => type !== "String");
}

/** What is in `json.dumps(…)`, also with a line end added; another text counts as it is. */
function dumped(program: Program, node: Node): Node[] {
  const call = callOf(node, program.text);
  const isDump = call && program.names(call.callee).some((name) => /json\.dumps$/.test(name));
  const first = isDump ? argument(call, 0, "obj") : undefined;
  if (first) return [first];
  return node.type === "BinaryExpression" ? node.children.flatMap((child) => dumped(program, child)) : [node];
}

/** The path that a file object was opened with, by the last `open` before it. */
function fileOf(program: Program, node: Node): string {
  const call = callOf(node, program.text);
  if (call) {
    const isFunction = program.names(call.callee).some((name) => /^(?:builtins|io|codecs)\.open$/.test(name));
    const path = isFunction ? argument(call, 0, "file") : call.callee.children[0];
    return path ? pathOf(program, path) : "";
  }
  if (node.type !== "VariableName") return "";
  const bindings = program.scopes.bindings(program.code(node), node) ?? [];
  const opened = bindings.filter(
    (one) => one.type === "value" && one.node.type === "CallExpression" && one.node.from < node.from,
  );
  const last = opened.at(-1);
  return last ? fileOf(program, last.node) : "";
}
