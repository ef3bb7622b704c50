import type { Rule } from "../rule";

/** Starts other programs, or runs text as code. */
export const startsProcess: Rule = {
  id: "process",
  check(program) {
    return program.calls.flatMap(({ node, callee }) => {
      const name = program.names(callee).find((one) => STARTS.test(one));
      if (!name) return [];
      return [
        {
          node,
          message: `Starts another program with ${name}. What it does is neither shown here nor stopped with the run. Reject this unless the idea needs it.`,
        },
      ];
    });
  },
};

const STARTS =
  /^(?:subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|os\.(?:system|popen|fork|forkpty|startfile|exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?)|pty\.(?:spawn|fork)|asyncio\.create_subprocess_(?:exec|shell))$/;
