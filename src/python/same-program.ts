import type { SyntaxNode } from "@lezer/common";
import { parsed } from "./parse";
import { stringValue } from "./strings";

/**
 * Whether two Python sources are the same program: comments, docstrings, blank lines, line breaks, redundant brackets, trailing
 * commas and quote style do not count. In doubt, and for sources that do not parse, they are different.
 */
export function sameProgram(before: string, after: string): boolean {
  if (before === after) return true;
  const first = programOf(before);
  return first !== undefined && first === programOf(after);
}

/** Layout and silence: left out wherever they stand. */
const SKIPPED = new Set(["Comment", ";"]);
/** Nodes that group without meaning anything. */
const TRANSPARENT = new Set(["StatementGroup"]);
/** Where a comma before the closing bracket means nothing. A tuple of one is told from a bracket by its node. */
const TRAILING_COMMA = new Set([
  "ArgList",
  "ParamList",
  "ArrayExpression",
  "DictionaryExpression",
  "SetExpression",
  "TupleExpression",
]);

/** The syntax tree written out without what does not count; undefined when the source does not parse. */
function programOf(source: string): string | undefined {
  const parts: string[] = [];
  let broken = false;
  parsed(source).iterate({
    enter(node) {
      broken ||= node.type.isError;
      if (SKIPPED.has(node.name) || isIdleString(node.node)) return false;
      if (TRANSPARENT.has(node.name) || isRedundantBracket(node.node)) return true;
      if (node.name === "String" || node.name === "FormatString") {
        parts.push(node.name, stringValue(source.slice(node.from, node.to)));
        return false;
      }
      if (isBracketOf(node.node) || isTrailingComma(node.node)) return false;
      parts.push(node.name);
      if (node.node.firstChild === null) parts.push(source.slice(node.from, node.to));
      else parts.push("(");
      return true;
    },
    leave(node) {
      if (TRANSPARENT.has(node.name) || isRedundantBracket(node.node) || node.node.firstChild === null) return;
      parts.push(")");
    },
  });
  return broken ? undefined : parts.join("\u0000");
}

type Node = SyntaxNode;

/** A docstring, or any other string that stands alone as a statement. */
function isIdleString(node: Node): boolean {
  if (node.name !== "ExpressionStatement") return false;
  const only = node.firstChild;
  return only !== null && only.nextSibling === null && (only.name === "String" || isPlainSequence(only));
}

function isPlainSequence(node: Node): boolean {
  return node.name === "ContinuedString" && node.getChildren("FormatString").length === 0;
}

/** Brackets around one expression. Around a comparison within a comparison they change the meaning, for `a < b < c` is a chain. */
function isRedundantBracket(node: Node): boolean {
  if (node.name !== "ParenthesizedExpression") return false;
  return !(holdsComparison(node) && node.parent !== null && isComparison(node.parent));
}

function holdsComparison(node: Node): boolean {
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (isComparison(child) || (child.name === "ParenthesizedExpression" && holdsComparison(child))) return true;
  return false;
}

function isComparison(node: Node): boolean {
  if (node.name !== "BinaryExpression") return false;
  return ["CompareOp", "in", "is", "not"].some((name) => node.getChild(name) !== null);
}

function isBracketOf(node: Node): boolean {
  return (node.name === "(" || node.name === ")") && node.parent !== null && isRedundantBracket(node.parent);
}

function isTrailingComma(node: Node): boolean {
  if (node.name !== "," || !TRAILING_COMMA.has(node.parent?.name ?? "")) return false;
  return node.nextSibling !== null && /^[)\]}]$/.test(node.nextSibling.name);
}
