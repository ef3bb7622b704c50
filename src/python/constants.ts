import { callOf } from "./calls";
import type { Source } from "./program";
import { elementsOf } from "./scopes";
import { textOfLiteral } from "./strings";
import type { Node } from "./tree";

/** Texts (bytes as a text of their values), numbers, truth values and None. */
export type Constant = string | number | boolean | null;

/** Longer texts are no names and no paths. */
const LONGEST = 10_000;

/** The value of an expression that is written out; `Program.constant` asks this once a node. */
export function constantIn(source: Source, node: Node): Constant | undefined {
  const value = found(source, node);
  return typeof value === "string" && value.length > LONGEST ? undefined : value;
}

function found(source: Source, node: Node): Constant | undefined {
  switch (node.type) {
    case "Number":
      return numberOf(source.code(node));
    case "String":
      return textOfLiteral(source.code(node));
    case "FormatString":
    case "ContinuedString":
      return joined(source, node);
    case "Boolean":
      return source.code(node) === "True";
    case "None":
      return null;
    case "ParenthesizedExpression":
      return node.children[1] && source.constant(node.children[1]);
    case "VariableName":
      return valueOfName(source, node);
    case "UnaryExpression":
      return negated(source, node);
    case "BinaryExpression":
      return computed(source, node);
    case "MemberExpression":
      return reversed(source, node);
    case "CallExpression":
      return called(source, node);
    default:
      return undefined;
  }
}

/** A name that is given one value in the whole scope. */
function valueOfName(source: Source, node: Node): Constant | undefined {
  const bindings = source.scopes.bindings(source.code(node), node) ?? [];
  const [only] = bindings;
  return bindings.length === 1 && only?.type === "value" ? source.constant(only.node) : undefined;
}

function numberOf(code: string): number | undefined {
  const value = Number(code.replaceAll("_", ""));
  return Number.isNaN(value) ? undefined : value;
}

/** Texts that stand beside each other, or a formatted one whose values are known. */
function joined(source: Source, node: Node): string | undefined {
  if (node.type === "ContinuedString") return together(node.children.map((part) => source.constant(part)));
  const literal = source.code(node);
  const pieces: (Constant | undefined)[] = [];
  let at = node.from;
  for (const child of node.children.filter(({ type }) => type === "FormatReplacement")) {
    pieces.push(source.text.slice(at, child.from));
    const plain = child.children.length === 3 ? child.children[1] : undefined;
    pieces.push(plain && source.constant(plain));
    at = child.to;
  }
  pieces.push(source.text.slice(at, node.to));
  if (pieces.length === 1) return textOfLiteral(literal);
  const whole = together(pieces);
  return whole === undefined ? undefined : textOfLiteral(whole);
}

function together(parts: readonly (Constant | undefined)[]): string | undefined {
  return parts.every((part) => typeof part === "string" || typeof part === "number") ? parts.join("") : undefined;
}

function negated(source: Source, node: Node): number | undefined {
  const [sign, operand] = node.children;
  const value = operand && source.constant(operand);
  return sign && typeof value === "number" && source.code(sign) === "-" ? -value : undefined;
}

function computed(source: Source, node: Node): Constant | undefined {
  const [left, sign, right] = node.children;
  const one = left && source.constant(left);
  const other = right && source.constant(right);
  const operator = sign ? source.code(sign) : "";
  if (typeof one === "string" && typeof other === "string" && operator === "+") return one + other;
  if (typeof one === "string" && operator === "%" && other !== undefined) return one.replace(/%[sd]/, String(other));
  if (typeof one !== "number" || typeof other !== "number") return undefined;
  const results: Record<string, number> = {
    "+": one + other,
    "-": one - other,
    "*": one * other,
    "/": one / other,
    "**": one ** other,
  };
  return results[operator];
}

/** `text[::-1]` */
function reversed(source: Source, { children }: Node): string | undefined {
  const text = children[0] && source.constant(children[0]);
  const slice = children
    .slice(1)
    .map((child) => source.code(child))
    .join("");
  return typeof text === "string" && slice === "[::-1]" ? [...text].reverse().join("") : undefined;
}

/** Calls that only write a text in another way. */
function called(source: Source, node: Node): Constant | undefined {
  const call = callOf(node, source.text);
  if (!call) return undefined;
  const [owner, , method] = call.callee.children;
  const values = call.arguments.map(({ value }) => value);
  if (call.callee.type === "MemberExpression" && method?.type === "PropertyName" && owner) {
    const text = source.constant(owner);
    if (typeof text === "string") return changed(source, text, source.code(method), values);
  }
  const first = values[0] && source.constant(values[0]);
  for (const name of source.names(call.callee)) {
    if (name === "builtins.chr" && typeof first === "number")
      return String.fromCodePoint(Math.min(Math.max(0, Math.trunc(first)), 0x10ffff));
    if (name === "builtins.str" && (typeof first === "string" || typeof first === "number")) return String(first);
    if (name === "builtins.float" && (typeof first === "string" || typeof first === "number"))
      return numberOf(String(first));
    if (name === "builtins.int" && typeof first === "number") return Math.trunc(first);
    if (name === "builtins.bytes" && values[0]) return fromCodes(source, values[0]);
    if (name === "builtins.bytes.fromhex" && typeof first === "string") return fromHex(first);
    if (
      /^base64\.(?:b64decode|standard_b64decode|urlsafe_b64decode|decodebytes)$/.test(name) &&
      typeof first === "string"
    )
      return fromBase64(first);
    if (name === "codecs.decode" && typeof first === "string") return rotated(first);
  }
  return undefined;
}

function changed(source: Source, text: string, method: string, values: readonly Node[]): string | undefined {
  const [first, second] = values.map((value) => source.constant(value));
  if (method === "join" && values[0]) {
    const parts = (elementsOf(values[0]) ?? []).map((part) => part && source.constant(part));
    return parts.length > 0 && parts.every((part) => typeof part === "string") ? parts.join(text) : undefined;
  }
  if (method === "replace" && typeof first === "string" && typeof second === "string")
    return text.replaceAll(first, second);
  if (method === "format" && values.length > 0)
    return together(
      text
        .split("{}")
        .flatMap((part, index) => [part, ...(index < values.length ? [source.constant(values[index]!)] : [])]),
    );
  if (method === "lower") return text.toLowerCase();
  if (method === "upper") return text.toUpperCase();
  if (method === "strip" || method === "decode" || method === "encode") return method === "strip" ? text.trim() : text;
  return undefined;
}

function fromCodes(source: Source, node: Node): string | undefined {
  const codes = (elementsOf(node) ?? []).map((part) => part && source.constant(part));
  if (codes.length === 0 || !codes.every((code) => typeof code === "number")) return undefined;
  return codes.map((code) => String.fromCharCode(Number(code) & 0xff)).join("");
}

function fromHex(text: string): string {
  return [...text.matchAll(/[0-9a-f]{2}/gi)].map(([pair]) => String.fromCharCode(Number.parseInt(pair, 16))).join("");
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function fromBase64(text: string): string {
  let bits = 0;
  let held = 0;
  let result = "";
  for (const letter of text.replaceAll("-", "+").replaceAll("_", "/")) {
    const value = BASE64.indexOf(letter);
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    result += String.fromCharCode((held >> bits) & 0xff);
  }
  return result;
}

/** rot13, the one encoding of `codecs` that turns a text into another. */
function rotated(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}
