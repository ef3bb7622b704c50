import { argument } from "../calls";
import { mentioned, type Remark } from "../mentions";
import type { Program } from "../program";
import type { Finding, Rule } from "../rule";

/** Runs as code what is no code to a reader. A text that is written out is read as code itself, by `concernsIn`. */
export const codeFromText: Rule = {
  id: "code-from-text",
  check: (program) => [...evaluated(program), ...mentioned(program, REMARKS)],
};

export const EVALUATES = /^builtins\.(?:eval|exec|compile|execfile)$/;

function evaluated(program: Program): Finding[] {
  const written = new Set(
    program.calls.filter((call) => textOf(program, call) !== undefined).map(({ node }) => node.from),
  );
  return mentioned(program, [
    {
      names: EVALUATES,
      say: (name) =>
        `Runs a text as code with ${name.replace("builtins.", "")}, so what runs cannot be read here. Ask for the code itself, or for ast.literal_eval where values are read.`,
    },
  ]).filter(({ node }) => !written.has(node.from));
}

/** The text that a call runs, where it is written out. */
export function textOf(program: Program, call: Program["calls"][number]): string | undefined {
  if (!program.names(call.callee).some((name) => EVALUATES.test(name))) return undefined;
  const first = argument(call, 0, "source");
  const text = first && program.constant(first);
  return typeof text === "string" ? text : undefined;
}

const REMARKS: readonly Remark[] = [
  {
    how: ["called"],
    names:
      /^(?:types\.(?:FunctionType|CodeType)|marshal\.loads?|code\.(?:InteractiveInterpreter|InteractiveConsole|interact)|codeop\.\w+)$/,
    say: (name) => `Makes code out of data with ${name}, so what runs cannot be read here. Reject this.`,
  },
  {
    names:
      /^(?:runpy\.run_\w+|importlib\.util\.spec_from_file_location|importlib\.machinery\.Source\w*Loader|imp\.load_source)$/,
    say: (name) =>
      `Runs another file as code with ${name}. Read that file before you accept this, or ask for a plain import.`,
  },
];
