import { mentioned, type Remark } from "../mentions";
import { ITSELF, pathOf } from "../paths";
import type { Program } from "../program";
import type { Context, Finding, Rule } from "../rule";
import { changedSettings } from "../settings";
import { STARTS } from "./process";

/** Gets around the limits of a run: its time, its memory, and that it ends when it is stopped. */
export const timeLimit: Rule = {
  id: "time-limit",
  check: (program, context) => [
    ...mentioned(program, REMARKS),
    ...limitsRead(program),
    ...startingItself(program),
    ...detached(program),
    ...limitsChanged(program, context),
  ],
};

const ADVICE = "The limit of a run is set in the template and in the settings. Reject this.";

const REMARKS: readonly Remark[] = [
  {
    names: /^signal\.(?:alarm|setitimer|siginterrupt|SIGALRM|SIGXCPU|SIGTERM|SIGHUP|SIGKILL)$/,
    say: (name) => `Uses ${name}, by which a program keeps itself from being ended. ${ADVICE}`,
  },
  {
    names: /^resource\.(?:setrlimit|prlimit)$/,
    say: (name) => `Changes the limits of its own process with ${name}. ${ADVICE}`,
  },
  {
    names: /^(?:(?:os|posix)\.(?:setsid|setpgrp|setpgid|nohup)|daemon\.DaemonContext|daemonize\.\w+)$/,
    say: (name) => `Leaves its process group with ${name}, so that it goes on when the run is stopped. ${ADVICE}`,
  },
];

/** `AI_SCIENTIST_SCALE` and `AI_SCIENTIST_SEEDS` are meant to be read, whatever else there is is not. */
function limitsRead(program: Program): Finding[] {
  if (!/environ|getenv|AI_SCIENTIST/.test(program.text)) return [];
  return program.ofType("String", "ContinuedString", "BinaryExpression").flatMap((node) => {
    const text = program.constant(node);
    if (typeof text !== "string" || !/^AI_SCIENTIST_(?!SCALE$|SEEDS$)\w+$/.test(text)) return [];
    return [
      { node, message: `Looks at ${text}, how the run is carried out. A result must not depend on that: reject this.` },
    ];
  });
}

/** A program that starts itself again has the time of two. */
function startingItself(program: Program): Finding[] {
  return program.calls.flatMap((call) => {
    if (!program.names(call.callee).some((name) => STARTS.test(name))) return [];
    const inside = program.nodes.filter(({ from, to }) => from > call.callee.to && to <= call.node.to);
    const isItself = inside.some(
      (node) =>
        pathOf(program, node) === ITSELF || program.names(node).some((name) => /^sys\.(?:argv|orig_argv)$/.test(name)),
    );
    return isItself
      ? [{ node: call.node, message: `Starts itself again, with the time of another run. ${ADVICE}` }]
      : [];
  });
}

function detached(program: Program): Finding[] {
  return program.calls.flatMap((call) => {
    const keyword = call.arguments.find(
      ({ keyword: name, value }) =>
        (name === "start_new_session" && program.constant(value) === true) || name === "preexec_fn",
    );
    const text = call.arguments.some(({ value }) => /\b(?:nohup|setsid|disown)\b/.test(program.code(value)));
    const starts = program.names(call.callee).some((name) => STARTS.test(name));
    if (!starts || !(keyword || text)) return [];
    return [{ node: call.node, message: `Starts a program that goes on when the run is stopped. ${ADVICE}` }];
  });
}

const LIMIT =
  /^_?(?:[a-z0-9]+_)*(?:time_?limit|time_?out|max_(?:wall_?)?(?:time|seconds|minutes|hours|runtime)|deadline|wall_?clock_?(?:limit|budget)?|time_?budget)(?:_[a-z]+)*$/i;

/** A limit that the experiment set itself and that has another value now. */
function limitsChanged(program: Program, { before }: Context): Finding[] {
  return changedSettings(program, before, LIMIT).map(({ name, was, value, node }) => ({
    node,
    message: `Changes the limit ${name} from ${was} to ${value}: runs with another limit cannot be compared like for like. Accept it only if the idea is about that.`,
  }));
}
