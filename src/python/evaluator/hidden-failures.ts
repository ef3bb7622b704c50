import type { Program } from "../program";
import type { Context, Finding } from "../rule";
import { around, childOf, type Node } from "../tree";
import { lockedName } from "./locked-names";

/** The evaluation is called where its failure would not be seen: a run that was not judged must fail. */
export function hiddenFailures(program: Program, { policy }: Context): Finding[] {
  return program.calls.flatMap(({ node, callee }) => {
    const name = lockedName(program, callee, policy);
    if (!name) return [];
    const hiding = hidingAround(program, node);
    return hiding
      ? [
          {
            node: hiding,
            message: `Catches whatever goes wrong in ${name}, the evaluation that the template locks, and goes on: a run that was not judged must fail. Reject this.`,
          },
        ]
      : [];
  });
}

const BLOCKS = new Set(["TryStatement", "WithStatement", "FunctionDefinition", "LambdaExpression", "ClassDefinition"]);

/** The handler or `suppress` around a call, within its own function. */
function hidingAround(program: Program, call: Node): Pick<Node, "from" | "to"> | undefined {
  for (let block = around(call, BLOCKS); block; block = around(block.parent, BLOCKS)) {
    if (block.type === "WithStatement" && suppresses(program, block))
      return { from: block.from, to: childOf(block, "Body")?.from ?? block.to };
    if (block.type === "TryStatement" && childOf(block, "Body") === bodyAround(block, call)) {
      const handler = hidingHandler(program, block);
      if (handler) return handler;
    }
    if (!/^(?:Try|With)/.test(block.type)) return undefined;
  }
  return undefined;
}

function bodyAround(block: Node, call: Node): Node | undefined {
  return block.children.find(({ type, from, to }) => type === "Body" && from <= call.from && call.to <= to);
}

function suppresses(program: Program, block: Node): boolean {
  return program.calls.some(
    ({ node, callee, arguments: given }) =>
      node.parent === block &&
      program.names(callee).includes("contextlib.suppress") &&
      given.some(({ value }) => isBroad(program, [value])),
  );
}

/** An `except` for everything whose body neither raises nor exits. */
function hidingHandler(program: Program, block: Node): Pick<Node, "from" | "to"> | undefined {
  const starts = block.children.flatMap(({ type }, index) => (type === "except" ? [index] : []));
  for (const start of starts) {
    const end = block.children.findIndex(({ type }, index) => index > start && type === "Body");
    const body = block.children[end];
    if (!body || !isBroad(program, block.children.slice(start + 1, end))) continue;
    const inside = (node: Node) => node.from >= body.from && node.to <= body.to;
    const raises = program.ofType("RaiseStatement").some(inside);
    const exits = program.calls.some(
      ({ node, callee }) => inside(node) && program.names(callee).some((name) => EXITS.test(name)),
    );
    if (!raises && !exits) return { from: block.children[start]!.from, to: body.to };
  }
  return undefined;
}

const EXITS = /^(?:sys\.exit|os\._exit|os\.abort|builtins\.(?:exit|quit))$/;

/** No class, or one that most errors belong to. */
function isBroad(program: Program, parts: readonly Node[]): boolean {
  const alias = parts.findIndex(({ type }) => type === "as" || type === ",");
  const classes = (alias < 0 ? parts : parts.slice(0, alias)).filter(({ type }) => type !== "*");
  return (
    classes.length === 0 ||
    classes.some((one) => /\b(?:Exception|BaseException|SystemExit|RuntimeError|ValueError)\b/.test(program.code(one)))
  );
}
