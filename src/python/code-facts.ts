import { valueIn } from "./arithmetic";
import { readAssignedSums } from "./assigned-sums";
import { callOf } from "./calls";
import { type ChosenValues, chosenValues, mergedChoices } from "./chosen-values";
import { Collected, merged, type Values } from "./collected";
import { homesIn } from "./homes";
import { mergedTexts, namedTexts, type Texts } from "./named-texts";
import { lastName, numbersIn, textOf } from "./numbers-in";
import { overriddenBy, ownerOf } from "./overridden";
import { ownParameters } from "./own-parameters";
import { mergedPlaced, type Placed, placedSettings } from "./placed-settings";
import { isSum, sumIn } from "./sums";
import { readTerms } from "./terms";
import { commaParts, type Node, type Tree, treeOf } from "./tree";

/** What the code of an experiment states. Names and words are in small letters. */
export type CodeFacts = {
  /** Values by the name that they were given: assignments, defaults, keyword arguments, options, entries of dictionaries. */
  readonly named: Values;
  /** Numbers given by position, by what was called: `linear` for `nn.Linear(256, 256)`; by `%` what remainders are taken of. */
  readonly positional: Values;
  /** Every number that stands anywhere, and those that plain arithmetic on numbers comes to. */
  readonly literals: ReadonlySet<number>;
  /** Values that depend on what something is called, by the name that they were given. */
  readonly chosen: ChosenValues;
  /** Texts by the name that they were given: `linear` for `beta_schedule="linear"`. */
  readonly texts: Texts;
  /** `true` and `false` by the name that they were given as settings: variables, defaults, options. */
  readonly switches: Texts;
  /** The functions and classes in which a name has its value, where it has none outside of them: `width` is that of `Block`. */
  readonly homes: Texts;
  /** What has no name of its own, by where it stands: `dropout.p`, `step.every`. */
  readonly placed: Placed;
  /** Every name and every text. */
  readonly words: ReadonlySet<string>;
};

/** Reads a program. One that does not parse gives what can be read of it. */
export function codeFacts(text: string): CodeFacts {
  const tree = treeOf(text);
  const { nodes, ofType } = tree;
  const named = new Collected();
  const positional = new Collected();
  const strings = ofType("String");
  const calls = ofType("CallExpression");
  for (const node of ofType("AssignStatement", "UpdateStatement"))
    if (!isField(node)) readAssignment(node, text, named);
  for (const node of calls) readArguments(node, text, named, positional);
  for (const node of ofType("DictionaryExpression")) readEntries(node, text, named);
  const unheld = readFallbacks(tree, text, named);
  for (const node of calls) readSizes(node, text, named, positional);
  readAssignedSums(tree, text, named);
  readTerms(tree, text, named, positional);
  const placed = placedSettings(tree, text, named.values);
  readUnheld(unheld, placed, named);
  const numbers = nodes.filter(({ type }) => /^(?:Number|BinaryExpression|UnaryExpression)$/.test(type));
  return {
    named: named.values,
    positional: positional.values,
    literals: new Set(numbers.flatMap((node) => valueIn(node, text) ?? [])),
    chosen: chosenValues(tree, text),
    texts: namedTexts(strings, text, passedOver(tree, text)),
    switches: namedTexts(
      ofType("Boolean").filter((node) => isSwitch(node, text)),
      text,
      passedOver(tree, text),
    ),
    placed,
    homes: homesIn(tree, text, new Set(named.values.keys())),
    words: new Set([
      ...ofType("VariableName", "PropertyName").map(({ from, to }) => text.slice(from, to).toLowerCase()),
      ...strings.map((node) => textOf(node, text).toLowerCase()),
    ]),
  };
}

/** A default that every call passes over, of a name that has no other value in the program. */
type Unheld = { readonly name: string; readonly owner: string };

/** Defaults of parameters and of fields of classes, without those that never hold: where every call gives another value, or an option does. */
function readFallbacks(tree: Tree, text: string, named: Collected): Unheld[] {
  const { ofType } = tree;
  const never = neverHeld(tree, text);
  const [fallbacks, held, unheld] = [new Collected(), new Set<string>(), [] as Unheld[]];
  for (const node of [...ofType("AssignStatement").filter(isField), ...ofType("ParamList")]) {
    const own = new Collected();
    (node.type === "ParamList" ? readDefaults : readAssignment)(node, text, own);
    for (const [name, values] of own.values) {
      const by = never(node, name);
      if (by === "options" || (by === "calls" && named.values.has(name))) continue;
      if (by === "calls") unheld.push({ name, owner: ownerOf(node, text)!.toLowerCase() });
      else held.add(name);
      fallbacks.add(name, [...values]);
    }
  }
  for (const [name, values] of fallbacks.values) named.add(name, [...values]);
  return unheld.filter(({ name }) => !held.has(name));
}

/** What passes over a default: all calls of what it belongs to, or an option of that name. */
function neverHeld(tree: Tree, text: string): (node: Node, name: string) => "options" | "calls" | undefined {
  const calls = tree.ofType("CallExpression");
  const options = new Set(calls.flatMap((node) => optionOf(node, text)?.toLowerCase() ?? []));
  const isOverridden = overriddenBy(calls, text, ownParameters(tree, text));
  return (node, name) => (options.has(name) ? "options" : isOverridden(node, name) ? "calls" : undefined);
}

/** `Net(hidden_dim=config.hidden_size)` gives `hidden_dim` what `hidden_size` is, instead of its default, where that is known. */
function readUnheld(unheld: readonly Unheld[], { numbers }: Placed, named: Collected): void {
  for (const name of new Set(unheld.map((one) => one.name))) {
    const owners = unheld.filter((one) => one.name === name).map(({ owner }) => numbers.get(`${owner}.${name}`));
    if (owners.every((given) => given && given.size > 0))
      named.values.set(name, new Set(owners.flatMap((given) => [...given!])));
  }
}

/** Whether a text is a default that never holds. */
function passedOver(tree: Tree, text: string): (node: Node, name: string) => boolean {
  const never = neverHeld(tree, text);
  return ({ parent }, name) =>
    parent !== undefined && (parent.type === "ParamList" || isField(parent)) && never(parent, name) !== undefined;
}

/** What a call is given is not what the whole program does: `bias=False` of one layer. */
function isSwitch({ parent }: Node, text: string): boolean {
  const call = parent?.type === "ArgList" ? parent.parent : undefined;
  return call ? optionOf(call, text) !== undefined : parent?.type === "AssignStatement" || parent?.type === "ParamList";
}

/** `n_layer: int = 12` in a class. */
function isField({ parent }: Node): boolean {
  return parent?.parent?.type === "ClassDefinition";
}

export function mergedFacts(all: readonly CodeFacts[]): CodeFacts {
  return {
    named: merged(all.map(({ named }) => named)),
    positional: merged(all.map(({ positional }) => positional)),
    chosen: mergedChoices(all.map(({ chosen }) => chosen)),
    texts: mergedTexts(all.map(({ texts }) => texts)),
    placed: mergedPlaced(all.map(({ placed }) => placed)),
    switches: mergedTexts(all.map(({ switches }) => switches)),
    homes: mergedTexts(all.map(({ homes }) => homes)),
    literals: new Set(all.flatMap(({ literals }) => [...literals])),
    words: new Set(all.flatMap(({ words }) => [...words])),
  };
}

/** `width = 256`, `self.rate: float = 1e-3`, `beta1, beta2 = 0.9, 0.99` */
function readAssignment({ children }: Node, text: string, named: Collected): void {
  const sign = children.findIndex(({ type }) => type === "AssignOp" || type === "UpdateOp");
  if (sign < 0) return;
  const names = commaParts(children.slice(0, sign).filter(({ type }) => type !== "TypeDef")).map(
    (part) => part.at(-1)!,
  );
  const [first, ...others] = children.slice(sign + 1);
  const tuple = first?.type === "TupleExpression" && others.length === 0 ? first.children : children.slice(sign + 1);
  const values = commaParts(tuple).flat();
  names.forEach((name, index) => {
    const given = names.length === values.length ? [values[index]!] : values;
    named.add(
      lastName(name, text),
      given.flatMap((value) => numbersIn(value, text)),
    );
  });
}

/** `def f(width=256, rate: float = 1e-3)` */
function readDefaults({ children }: Node, text: string, named: Collected): void {
  for (const part of commaParts(children)) {
    const sign = part.findIndex(({ type }) => type === "AssignOp");
    const [name] = part;
    if (name && sign > 0)
      named.add(
        lastName(name, text),
        part.slice(sign + 1).flatMap((value) => numbersIn(value, text)),
      );
  }
}

/** `AdamW(parameters, lr=3e-4)`, `Linear(256, 256)`, `add_argument("--width", default=256)` */
function readArguments(node: Node, text: string, named: Collected, positional: Collected): void {
  const call = callOf(node, text);
  if (!call) return;
  const option = optionOf(node, text);
  for (const { keyword, value } of call.arguments) {
    const number = valueIn(value, text);
    if (keyword === "" && number !== undefined) positional.add(lastName(call.callee, text), [number]);
    else if (keyword === "default" && option) named.add(option, numbersIn(value, text));
    else if (/^\w/.test(keyword) && !isSum(value, text)) named.add(keyword, numbersIn(value, text));
  }
}

/** `Linear(width, width * 4)` and `AdamW(parameters, lr=rate * 0.5)`, where one value of `width` and of `rate` is known. */
function readSizes(node: Node, text: string, named: Collected, positional: Collected): void {
  const call = callOf(node, text);
  for (const { keyword, value } of call?.arguments ?? []) {
    if (!isSum(value, text)) continue;
    const size = sumIn(value, text, named.values);
    if (keyword === "" && size !== undefined) positional.add(lastName(call!.callee, text), [size]);
    else if (/^\w/.test(keyword)) named.add(keyword, size === undefined ? numbersIn(value, text) : [size]);
  }
}

/** The name of the option that a call adds: `add_argument("--batch-size", …)`. */
function optionOf(node: Node, text: string): string | undefined {
  const first = callOf(node, text)?.arguments[0]?.value;
  const option = first?.type === "String" ? /^--?([\w-]+)$/.exec(textOf(first, text))?.[1] : undefined;
  return option?.replace(/-/g, "_");
}

/** `{"lr": 3e-4}` */
function readEntries({ children }: Node, text: string, named: Collected): void {
  for (const [key, colon, ...value] of commaParts(children)) {
    if (key?.type === "String" && colon?.type === ":")
      named.add(
        textOf(key, text),
        value.flatMap((one) => numbersIn(one, text)),
      );
  }
}
