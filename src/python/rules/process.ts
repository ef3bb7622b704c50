import { mentioned, type Remark } from "../mentions";
import type { Program } from "../program";
import type { Finding, Rule } from "../rule";

/** Starts other programs, or gets at what can. */
export const startsProcess: Rule = {
  id: "process",
  check: (program) => [...mentioned(program, REMARKS), ...handedOn(program), ...insidesOf(program)],
};

/** The ways to start a program in the standard library. */
export const STARTS =
  /^(?:subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|(?:os|posix|nt)\.(?:system|popen|fork|forkpty|startfile|exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?)|pty\.(?:spawn|fork)|asyncio\.(?:subprocess\.)?create_subprocess_(?:exec|shell)|pipes\.Template|distutils\.spawn\.spawn|platform\.popen)$/;

const REMARKS: readonly Remark[] = [
  {
    names: STARTS,
    say: (name) =>
      `Starts another program with ${name}: what that does is neither shown here nor measured. Reject this unless the idea needs it.`,
  },
  {
    how: ["imported"],
    names: /^(?:subprocess|pty|pexpect|sh|plumbum|fabric|invoke)$/,
    say: (name) =>
      `Imports ${name}, which is there to start other programs. Look at what is started with it, or reject this.`,
  },
  {
    names:
      /^(?:ctypes|cffi)$|^ctypes\.(?:\w*[dD][lL][lL]|pythonapi|mem\w+|string_at|cast|\w+\.from_address)$|^(?:torch\.utils\.cpp_extension|numpy\.ctypeslib)\.\w+$/,
    say: (name) =>
      `Loads machine code with ${name}, which can do anything that the account may. Reject this unless the idea needs it.`,
  },
  {
    names: /^(?:pip|ensurepip|conda)(?:\.[\w.]+)?$|^venv\.create$/,
    say: (name) =>
      `Installs packages with ${name}, so that a run changes its own environment. Name them in “requirements” of template.json instead.`,
  },
  {
    names:
      /^(?:(?:os|posix)\.(?:kill|killpg)|signal\.pthread_kill|psutil\.Process\(\)\.(?:kill|terminate|send_signal))$/,
    say: (name) =>
      `Ends or interrupts processes with ${name}, also ones that are not its own. Reject this unless the idea needs it.`,
  },
  {
    names: /^(?:os|posix|nt|subprocess|builtins|sys|shutil|importlib|socket)\.\?$/,
    say: (name) =>
      `Takes something from ${name.slice(0, -2)} by a name that is only known when it runs, which can be anything there. Ask for it to be written out.`,
  },
  {
    names: /^IPython\.get_ipython\(\)\.(?:system|getoutput|run_\w*magic)$/,
    say: (name) => `Runs a shell command with ${name}. Reject this unless the idea needs it.`,
  },
];

/** A module that can start programs, given to something as a whole. What only looks at its attributes is read with them. */
function handedOn(program: Program): Finding[] {
  const looked = new Set(
    program.calls
      .filter(({ callee }) => program.names(callee).some((name) => LOOKS.test(name)))
      .flatMap((call) => call.arguments.map(({ value }) => value.from)),
  );
  const assignments = program.ofType("AssignStatement", "NamedExpression");
  const named = assignments.filter(({ children }) => children[0]?.type === "VariableName");
  const aliases = new Set(named.flatMap(({ children }) => children.at(-1)?.from ?? []));
  return program.references.flatMap(({ node, names, how }) => {
    const name =
      how === "used" ? names.find((one) => /^(?:os|posix|nt|subprocess|pty|builtins|importlib)$/.test(one)) : undefined;
    if (!name || looked.has(node.from) || aliases.has(node.from)) return [];
    return [
      {
        node,
        message: `Hands the module ${name} on as a whole, so that what is called of it cannot be seen here. Ask for the function that is needed.`,
      },
    ];
  });
}

const LOOKS = /^builtins\.(?:getattr|hasattr|vars|dir|type|print|isinstance|id)$|^(?:importlib\.reload|inspect\.\w+)$/;

/** Attributes through which any module can be reached without naming it. */
function insidesOf(program: Program): Finding[] {
  return program
    .ofType("PropertyName")
    .filter((node) => INSIDES.test(program.code(node)))
    .map((node) => ({
      node: node.parent ?? node,
      message: `Goes through ${program.code(node)}, by which anything that Python has loaded can be reached unnamed. No experiment needs that: reject it.`,
    }));
}

const INSIDES = /^(?:__subclasses__|__globals__|__builtins__|f_globals|f_locals|f_back|tb_frame|gi_frame|cr_frame)$/;
