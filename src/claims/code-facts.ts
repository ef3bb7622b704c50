import { parser } from "@lezer/python";

/** What the code of an experiment states. */
export type CodeFacts = {
  /** Values by the name that they were given: assignments, defaults, keyword arguments, options, entries of dictionaries. */
  readonly named: ReadonlyMap<string, ReadonlySet<number>>;
  /** Numbers given by position, by what was called: `linear` for `nn.Linear(256, 256)`. */
  readonly positional: ReadonlyMap<string, ReadonlySet<number>>;
  /** Every number that stands anywhere, and the products of those multiplied on the spot. */
  readonly literals: ReadonlySet<number>;
  /** Every name and every plain string, in small letters. */
  readonly words: ReadonlySet<string>;
};

type Node = ReturnType<typeof parser.parse>["topNode"];
type Draft = {
  named: Map<string, Set<number>>;
  positional: Map<string, Set<number>>;
  literals: Set<number>;
  words: Set<string>;
};

/** Reads a Python program. One that does not parse gives what can be read of it. */
export function codeFacts(source: string): CodeFacts {
  const facts: Draft = { named: new Map(), positional: new Map(), literals: new Set(), words: new Set() };
  parser.parse(source).iterate({
    enter(node) {
      const text = () => source.slice(node.from, node.to);
      if (node.name === "Number") addNumber(facts.literals, text());
      else if (node.name === "VariableName" || node.name === "PropertyName") facts.words.add(text().toLowerCase());
      else if (node.name === "String")
        facts.words.add(
          text()
            .replace(/^\w*["']+|["']+$/g, "")
            .toLowerCase(),
        );
      else if (node.name === "BinaryExpression" || node.name === "UnaryExpression") {
        const value = valueIn(node.node, source);
        if (value !== undefined) facts.literals.add(value);
      } else READERS[node.name]?.(node.node, source, facts);
    },
  });
  return facts;
}

export function mergedFacts(all: readonly CodeFacts[]): CodeFacts {
  return {
    named: mergedValues(all.map(({ named }) => named)),
    positional: mergedValues(all.map(({ positional }) => positional)),
    literals: new Set(all.flatMap(({ literals }) => [...literals])),
    words: new Set(all.flatMap(({ words }) => [...words])),
  };
}

function mergedValues(maps: readonly ReadonlyMap<string, ReadonlySet<number>>[]): Map<string, Set<number>> {
  const merged = new Map<string, Set<number>>();
  for (const map of maps)
    for (const [name, values] of map) merged.set(name, new Set([...(merged.get(name) ?? []), ...values]));
  return merged;
}

const READERS: Readonly<Record<string, (node: Node, source: string, facts: Draft) => void>> = {
  AssignStatement: readAssignment,
  ParamList: readDefaults,
  ArgList: readArguments,
  DictionaryExpression: readDictionary,
};

function readAssignment(node: Node, source: string, facts: Draft): void {
  const children = childrenOf(node).filter(({ name }) => name !== "," && name !== "TypeDef");
  const sign = children.findIndex(({ name }) => name === "AssignOp" || name === "UpdateOp");
  const names = children.slice(0, sign).map((one) => source.slice(one.from, one.to).split(".").at(-1)!);
  const right = children.slice(sign + 1);
  const values = right.length === 1 && right[0]!.name === "TupleExpression" ? elementsOf(right[0]!) : right;
  names.forEach((name, index) => {
    const given = names.length === values.length && names.length > 1 ? [values[index]!] : values;
    addNamed(
      facts,
      name,
      given.flatMap((value) => numbersBelow(value, source)),
    );
  });
}

function elementsOf(node: Node): Node[] {
  return childrenOf(node).filter(({ name }) => !/^[(),[\]]$/.test(name));
}

/** `def f(width=256, rate: float = 1e-3)` */
function readDefaults(node: Node, source: string, facts: Draft): void {
  let name = "";
  let given = false;
  for (const child of childrenOf(node)) {
    if (child.name === "VariableName" && !given) name = source.slice(child.from, child.to);
    else if (child.name === "AssignOp") given = true;
    else if (child.name === ",") given = false;
    else if (given) addNamed(facts, name, numbersBelow(child, source));
  }
}

/** `AdamW(parameters, lr=3e-4)`, `Linear(256, 256)`, `add_argument("--width", default=256)` */
function readArguments(node: Node, source: string, facts: Draft): void {
  const option = /^\(\s*["']--?([\w-]+)["']/.exec(source.slice(node.from, node.to))?.[1]?.replace(/-/g, "_");
  const children = childrenOf(node);
  children.forEach((child, index) => {
    if (child.name === "AssignOp") return;
    const keyword = children[index - 1]?.name === "AssignOp" ? children[index - 2] : undefined;
    if (keyword) {
      const name = source.slice(keyword.from, keyword.to);
      addNamed(facts, name === "default" && option ? option : name, numbersBelow(child, source));
    } else if (children[index + 1]?.name !== "AssignOp") {
      const value = valueIn(child, source);
      if (value !== undefined) addValues(facts.positional, calledName(node, source), [value]);
    }
  });
}

/** `torch.nn.Linear(…)` calls `linear`. */
function calledName(list: Node, source: string): string {
  const called = list.prevSibling;
  return called ? source.slice(called.from, called.to).split(".").at(-1)!.toLowerCase() : "";
}

/** `{"lr": 3e-4}` */
function readDictionary(node: Node, source: string, facts: Draft): void {
  const children = childrenOf(node);
  children.forEach((child, index) => {
    if (child.name !== "String" || children[index + 1]?.name !== ":") return;
    const name = source.slice(child.from, child.to).replace(/^\w*["']+|["']+$/g, "");
    const value = children[index + 2];
    if (value) addNamed(facts, name, numbersBelow(value, source));
  });
}

function addNamed(facts: Draft, name: string, values: readonly number[]): void {
  addValues(facts.named, name.toLowerCase(), values);
}

function addValues(map: Map<string, Set<number>>, name: string, values: readonly number[]): void {
  if (values.length === 0) return;
  const known = map.get(name) ?? new Set();
  for (const value of values) known.add(value);
  map.set(name, known);
}

/** The numbers that an expression may come to: `5000 if small else 100_000` may be either. Those given to calls are not. */
function numbersBelow(node: Node, source: string): number[] {
  const value = valueIn(node, source);
  if (value !== undefined) return [value];
  if (node.name === "CallExpression" || node.name === "LambdaExpression" || node.name === "Comparison")
    return numbersOfCall(node, source);
  if (node.name === "BinaryExpression" && /[<>=]|\b(?:in|is)\b/.test(source.slice(node.from, node.to))) return [];
  return childrenOf(node).flatMap((child) => numbersBelow(child, source));
}

/** `int(os.environ.get("STEPS", 400))` and `float("3e-4")` come to what stands in them. */
function numbersOfCall(node: Node, source: string): number[] {
  const called = source.slice(node.from, node.firstChild?.to ?? node.from);
  if (!/^(?:int|float|os\.environ\.get|os\.getenv|min|max|dict|field)$/.test(called)) return [];
  const list = childrenOf(node).find(({ name }) => name === "ArgList");
  return list
    ? childrenOf(list).flatMap((child) =>
        child.name === "String" ? stringNumber(child, source) : numbersBelow(child, source),
      )
    : [];
}

function stringNumber(node: Node, source: string): number[] {
  const value = Number(source.slice(node.from + 1, node.to - 1).replaceAll("_", "") || "x");
  return Number.isFinite(value) ? [value] : [];
}

/** The value of a number or of plain arithmetic on numbers. */
function valueIn(node: Node, source: string): number | undefined {
  if (node.name === "Number") return numberIn(source.slice(node.from, node.to));
  const [first, second, third] = childrenOf(node);
  if (node.name === "ParenthesizedExpression" && second) return valueIn(second, source);
  if (node.name === "UnaryExpression" && second) {
    const value = valueIn(second, source);
    return value === undefined ? undefined : source[node.from] === "-" ? -value : value;
  }
  if (node.name !== "BinaryExpression" || !first || !second || !third) return undefined;
  const [left, right] = [valueIn(first, source), valueIn(third, source)];
  return left === undefined || right === undefined
    ? undefined
    : calculated(source.slice(second.from, second.to), left, right);
}

function calculated(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "//":
      return Math.floor(left / right);
    case "**":
      return left ** right;
    default:
      return undefined;
  }
}

function addNumber(into: Set<number>, text: string): void {
  const value = numberIn(text);
  if (value !== undefined) into.add(value);
}

function numberIn(text: string): number | undefined {
  const value = Number(text.replaceAll("_", ""));
  return Number.isFinite(value) ? value : undefined;
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}
