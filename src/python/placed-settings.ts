import { valueIn } from "./arithmetic";
import { type Call, callOf } from "./calls";
import { Collected, merged, type Values } from "./collected";
import { valuesAtEnds } from "./loop-ends";
import { mergedTexts, type Texts } from "./named-texts";
import { lastName, numbersIn, textOf } from "./numbers-in";
import { ownParameters } from "./own-parameters";
import { knownParameters } from "./signatures";
import { isSum, sumIn } from "./sums";
import { commaParts, type Node, type Tree } from "./tree";

/** What has no name of its own in a program, by where it stands, and what is called there. All in small letters. */
export type Placed = {
  readonly numbers: Values;
  readonly texts: Texts;
  readonly called: ReadonlySet<string>;
  /** Those that are only handed on from a name of the program: `adamw.lr` of `AdamW(parameters, lr=learning_rate)`. */
  readonly handedOn: ReadonlySet<string>;
};

/** A program as it is read here; `named` is what its names were given. */
type Reading = {
  readonly tree: Tree;
  readonly text: string;
  readonly named: Values;
  readonly numbers: Collected;
  readonly texts: Map<string, ReadonlySet<string>>;
  readonly handedOn: Set<string>;
  readonly written: Set<string>;
};

/** Pictures have settings as well, of which no paper speaks. */
const OF_PICTURES = /^(?:plt|axe?s?\d?|fig(?:ure)?|sns|json|print|os|sys|parser|argparse|logging|warnings|time)\b/;

/** Reads settings by place: `Dropout(0.1)` is `dropout.p`, the 500 of `step % 500 == 0` is `step.every`. */
export function placedSettings(tree: Tree, text: string, named: Values): Placed {
  const empty = { numbers: new Collected(), texts: new Map(), handedOn: new Set<string>(), written: new Set<string>() };
  const reading: Reading = { tree, text, named, ...empty };
  const calls = tree.ofType("CallExpression").flatMap((node) => callOf(node, text) ?? []);
  const own = ownParameters(tree, text);
  const telling = calls.filter(({ callee }) => !OF_PICTURES.test(text.slice(callee.from, callee.to)));
  for (const call of telling) readCall(reading, call, own);
  for (const node of tree.ofType("DictionaryExpression")) readEntries(reading, node);
  for (const node of tree.ofType("TupleExpression", "ArrayExpression")) readList(reading, node);
  for (const node of tree.ofType("ConditionalExpression")) readCases(reading, node);
  for (const node of tree.ofType("BinaryExpression")) readTerm(reading, node);
  for (const node of tree.ofType("ForStatement")) readLoop(reading, node);
  for (const node of tree.ofType("MemberExpression")) readSlice(reading, node);
  const called = new Set(telling.map(({ callee }) => lastName(callee, text).toLowerCase()));
  const handedOn = new Set([...reading.handedOn].filter((name) => !reading.written.has(name)));
  return { numbers: reading.numbers.values, texts: reading.texts, called, handedOn };
}

export function mergedPlaced(all: readonly Placed[]): Placed {
  return {
    numbers: merged(all.map(({ numbers }) => numbers)),
    texts: mergedTexts(all.map(({ texts }) => texts)),
    called: new Set(all.flatMap(({ called }) => [...called])),
    handedOn: new Set(
      all.flatMap(({ handedOn }) => [...handedOn].filter((name) => all.every((one) => isOnlyHandedOn(one, name)))),
    ),
  };
}

function isOnlyHandedOn({ numbers, texts, handedOn }: Placed, name: string): boolean {
  return handedOn.has(name) || !(numbers.has(name) || texts.has(name));
}

/** `KMeans(n_clusters=8)`, `Dropout(0.1)`, and `Scheduler(100)` for a class of the program itself. */
function readCall(reading: Reading, call: Call, own: ReadonlyMap<string, readonly string[]>): void {
  const callee = lastName(call.callee, reading.text).toLowerCase();
  const parameters = own.get(callee) ?? knownParameters(callee) ?? [];
  const spread = call.arguments.findIndex(({ keyword }) => keyword === "*" || keyword === "**");
  call.arguments.forEach(({ keyword, value }, place) => {
    const parameter = keyword === "" && (spread < 0 || place < spread) ? parameters[place] : keyword;
    if (parameter && /^\w+$/.test(parameter)) give(reading, `${callee}.${parameter}`, value);
  });
}

/** `num_seeds = {"moons": 3}` */
function readEntries(reading: Reading, node: Node): void {
  const { text } = reading;
  const name = givenTo(node, text);
  if (name === undefined) return;
  for (const [key, colon, value] of commaParts(node.children))
    if (key?.type === "String" && colon?.type === ":" && value) give(reading, `${name}.${textOf(key, text)}`, value);
}

/** `64 if dataset == "moons" else 32` */
function readCases(reading: Reading, node: Node): void {
  const { text } = reading;
  const name = givenTo(node, text);
  const [value, , test, , other] = node.children;
  const [, operator, key] = test?.children ?? [];
  if (name === undefined || !value || !other || key?.type !== "String" || !operator) return;
  if (text.slice(operator.from, operator.to) !== "==") return;
  give(reading, `${name}.${textOf(key, text)}`, value);
  give(reading, `${name}.else`, other);
}

/** The 500 of `step % 500`, the 0.05 of `0.05 * randn_like(x)`, the 0.99 of `accuracy > 0.99`. */
function readTerm({ text, numbers }: Reading, { children: [left, operator, right] }: Node): void {
  if (!left || !operator || !right) return;
  const sign = text.slice(operator.from, operator.to);
  const [first, second] = [valueIn(left, text), valueIn(right, text)];
  if (sign === "%" && second !== undefined) numbers.add(`${nameOf(left, text)}.every`, [second]);
  if (/^[<>]=?$/.test(sign) && second !== undefined && second !== 0)
    numbers.add(`${nameOf(left, text)}.limit`, [second]);
  if (sign !== "*" || (first === undefined) === (second === undefined)) return;
  const [factor, whole] = first === undefined ? [second!, left] : [first, right];
  numbers.add(`${nameOf(whole, text)}.times`, [factor]);
}

/** The 100 of `for epoch in range(100)` */
function readLoop(reading: Reading, { children }: Node): void {
  const { text, numbers } = reading;
  const call = children.flatMap((child) => callOf(child, text) ?? [])[0];
  const variable = children[1];
  if (!call || !variable || lastName(call.callee, text) !== "range") return;
  const [first, second] = call.arguments.map(({ value }) => valueIn(value, text));
  const end = second ?? (call.arguments.length === 1 ? first : undefined);
  if (end !== undefined) numbers.add(`${lastName(variable, text)}.range`, [end]);
}

/** The 10000 of `points[:10000]` */
function readSlice({ text, numbers }: Reading, node: Node): void {
  const [whole, bracket, colon, end, closing] = node.children;
  if (bracket?.type !== "[" || colon?.type !== ":" || closing?.type !== "]") return;
  const size = end && valueIn(end, text);
  if (size !== undefined && size > 1) numbers.add(`${nameOf(whole!, text)}.first`, [size]);
}

/** `betas=(0.9, 0.98)` gives `betas.1` and `betas.2`. */
function readList({ text, numbers }: Reading, node: Node): void {
  const name = givenTo(node, text);
  const values = commaParts(node.children).map(([value]) => valueIn(value!, text));
  if (name === undefined || values.length < 2 || values.length > LONGEST) return;
  if (values.every((value) => value !== undefined))
    values.forEach((value, at) => {
      numbers.add(`${name}.${at + 1}`, [value]);
    });
}

/** No paper tells more numbers one by one. */
const LONGEST = 8;

function give({ text, named, numbers, texts, handedOn, written }: Reading, name: string, value: Node): void {
  const key = name.toLowerCase();
  (/^[A-Za-z_][\w.]*$/.test(text.slice(value.from, value.to)) ? handedOn : written).add(key);
  if (value.type === "String") texts.set(key, new Set([...(texts.get(key) ?? []), textOf(value, text).toLowerCase()]));
  else numbers.add(key, numbersGiven(value, text, named));
}

/** A number, what a sum comes to, or what a name was given. */
function numbersGiven(value: Node, text: string, named: Values): readonly number[] {
  if (isSum(value, text)) {
    const size = sumIn(value, text, named);
    return size === undefined ? valuesAtEnds(value, text, named).map(exact) : [size];
  }
  const found = numbersIn(value, text);
  if (found.length > 0 || !/^[\w.]+$/.test(text.slice(value.from, value.to))) return found;
  return [...(named.get(lastName(value, text).toLowerCase()) ?? [])];
}

/** 0.3 instead of 0.30000000000000004. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

/** The name that an expression is the value of: of an assignment or of an argument. */
function givenTo(node: Node, text: string): string | undefined {
  const { parent, place } = node;
  if (parent?.children[place - 1]?.type !== "AssignOp") return undefined;
  const name = parent.children[parent.type === "AssignStatement" ? 0 : place - 2];
  return name && /^[\w.]+$/.test(text.slice(name.from, name.to)) ? lastName(name, text) : undefined;
}

/** What an expression is about: `randn_like` of `torch.randn_like(x)`, `step` of `(step + 1)`. */
function nameOf(node: Node, text: string): string {
  const call = callOf(node, text);
  if (call) return lastName(call.callee, text);
  const plain = /^[\w.]+$/.exec(text.slice(node.from, node.to));
  if (plain) return lastName(node, text);
  const first = node.children.map((child) => nameOf(child, text)).find((name) => name !== "");
  return first ?? "";
}
