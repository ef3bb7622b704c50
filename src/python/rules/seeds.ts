import type { Program } from "../program";
import type { Finding, Rule } from "../rule";
import { changedSettings } from "../settings";
import { around, type Node } from "../tree";

/** Other seeds, or another number of them or of what is evaluated: results can then not be compared like for like. */
export const seeds: Rule = {
  id: "seeds",
  check(program, { before, policy }) {
    const changed = policy.seeds ? changedSettings(program, before, NAMES) : [];
    const said = changed.map(({ name, was, value, node }) => ({
      node,
      message: `Changes ${name} from ${was} to ${value}. ${ADVICE}`,
    }));
    return [...said, ...environment(program)];
  },
};

const ADVICE =
  "Runs on other seeds, or judged on more or less, cannot be compared like for like. Reject this, or change the template for all runs.";

/** Seeds, how many there are, and how much is evaluated; not how often, nor in batches of what size. */
const NAMES =
  /^(?:_?(?:default_|random_|eval_|test_)?seeds?|(?:num|n|number_of)_?seeds|n?_?(?:num_)?eval(?:uation)?_?(?:samples|points|episodes|examples|images|runs|trials|size|seeds?|n)|(?:num|n)_?(?:eval|test|evaluation)_?(?:samples|points|episodes|examples|images|runs|trials|seeds)?|eval_(?:num|n)_\w+|held_?out_?(?:points|samples|size))$/i;

/** What the run is told by its environment, told otherwise by itself. */
function environment(program: Program): Finding[] {
  if (!/environ|putenv/.test(program.text)) return [];
  return program.ofType("String").flatMap((node) => {
    const name = program.constant(node);
    if (name !== "AI_SCIENTIST_SEEDS" && name !== "AI_SCIENTIST_SCALE") return [];
    return sets(program, node)
      ? [{ node: statementOf(node), message: `Sets ${name}, by which a run is told how much to measure. ${ADVICE}` }]
      : [];
  });
}

const STATEMENTS = new Set([
  "AssignStatement",
  "UpdateStatement",
  "DeleteStatement",
  "ExpressionStatement",
  "Body",
  "Script",
]);

function statementOf(node: Node): Node {
  return around(node, STATEMENTS) ?? node;
}

function sets(program: Program, node: Node): boolean {
  const statement = statementOf(node);
  if (statement.type === "DeleteStatement" || statement.type === "UpdateStatement") return true;
  if (statement.type === "AssignStatement") {
    const sign = statement.children.find(({ type }) => type === "AssignOp");
    if (sign && node.from < sign.from) return true;
  }
  const call = program.calls.filter((one) => one.node.from <= node.from && node.to <= one.node.to).at(-1);
  return call !== undefined && program.names(call.callee).some((name) => CHANGES.test(name));
}

const CHANGES = /^os\.(?:environ\.(?:setdefault|update|pop|__setitem__|__delitem__)|putenv|unsetenv)$/;
