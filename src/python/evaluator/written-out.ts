import { callOf } from "../calls";
import type { Program } from "../program";
import { elementsOf } from "../scopes";
import type { Node } from "../tree";

/** Functions that give numbers for numbers. */
const WRAPS =
  /^(?:builtins\.(?:float|int|round|abs|sum|max|min)|numpy\.(?:float\d*|mean|median|array|asarray|round|abs|sum)|torch\.(?:tensor|as_tensor|mean)|decimal\.Decimal)$/;

/** Whether a value is made of numbers in the program alone, also as `np.mean([0.1])` or `0.1 + 0 * error`. */
export function isWrittenOut(program: Program, node: Node, depth = 0): boolean {
  if (typeof program.constant(node) === "number") return true;
  if (depth > 10) return false;
  const inner = (one: Node | undefined) => one !== undefined && isWrittenOut(program, one, depth + 1);
  const [left, sign, right] = node.children;
  if (node.type === "ParenthesizedExpression") return inner(sign);
  if (node.type === "BinaryExpression") {
    const isZero = [left, right].some((one) => one && program.constant(one) === 0);
    return (inner(left) && inner(right)) || (isZero && sign !== undefined && program.code(sign) === "*");
  }
  const elements = elementsOf(node);
  if (elements) return elements.length > 0 && elements.every(inner);
  const call = callOf(node, program.text);
  if (!call) return false;
  if (program.names(call.callee).some((name) => WRAPS.test(name)))
    return call.arguments.length > 0 && call.arguments.every(({ value }) => inner(value));
  const [owner, , method] = call.callee.children;
  return method !== undefined && program.code(method) === "item" && call.arguments.length === 0 && inner(owner);
}
