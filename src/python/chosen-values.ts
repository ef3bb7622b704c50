import { valueIn } from "./arithmetic";
import { commaParts, type Node, type Tree } from "./tree";

/** A value that a program takes where something has a name, and what it takes elsewhere: `64 if dataset == "a" else 32`, `{"a": 64, "b": 32}`. */
export type Chosen = { readonly of: string; readonly value: number; readonly otherwise: number | undefined };
export type ChosenValues = ReadonlyMap<string, readonly Chosen[]>;

/** What is chosen by a text that is written out, by the name that is given it, in small letters. */
export function chosenValues({ ofType }: Tree, text: string): ChosenValues {
  const found = new Map<string, Chosen[]>();
  for (const { children } of ofType("AssignStatement")) {
    const [target, , value] = children.filter(({ type }) => type !== "TypeDef");
    if (!target || !value || children.length > 4) continue;
    const name = text.slice(target.from, target.to).split(".").at(-1)!.toLowerCase();
    const chosen = value.type === "ConditionalExpression" ? conditional(value, text) : entries(value, text);
    if (chosen.length > 0) found.set(name, [...(found.get(name) ?? []), ...chosen]);
  }
  return found;
}

export function mergedChoices(all: readonly ChosenValues[]): ChosenValues {
  const merged = new Map<string, readonly Chosen[]>();
  for (const one of all) for (const [name, chosen] of one) merged.set(name, [...(merged.get(name) ?? []), ...chosen]);
  return merged;
}

function conditional({ children }: Node, text: string): Chosen[] {
  const [then, , test, , other] = children;
  if (!then || !test || !other || test.type !== "BinaryExpression") return [];
  const [left, sign, right] = test.children;
  if (!left || !sign || !right || text.slice(sign.from, sign.to) !== "==") return [];
  const literal = [left, right].find(({ type }) => type === "String");
  const value = valueIn(then, text);
  return literal && value !== undefined ? [{ of: plain(literal, text), value, otherwise: valueIn(other, text) }] : [];
}

function entries(node: Node, text: string): Chosen[] {
  if (node.type !== "DictionaryExpression") return [];
  return commaParts(node.children).flatMap(([key, colon, value, ...more]) => {
    const number = value && more.length === 0 ? valueIn(value, text) : undefined;
    return key?.type === "String" && colon?.type === ":" && number !== undefined
      ? [{ of: plain(key, text), value: number, otherwise: undefined }]
      : [];
  });
}

function plain({ from, to }: Node, text: string): string {
  return text.slice(from, to).replace(/^\w*["']+|["']+$/g, "");
}
