import type { Program } from "./program";
import type { Reference } from "./references";
import type { Finding } from "./rule";

/** A pattern of dotted names, and what to say about the name that fits; in which ways of mentioning it, if not in all. */
export type Remark = {
  readonly names: RegExp;
  readonly how?: readonly Reference["how"][];
  readonly say: (name: string) => string;
};

/** Every mention of a name that fits one of the patterns, called or not: what is handed on is called somewhere. */
export function mentioned(program: Program, remarks: readonly Remark[]): Finding[] {
  return program.references.flatMap(({ node, names, how }) => {
    for (const { names: pattern, how: ways, say } of remarks) {
      if (ways && !ways.includes(how)) continue;
      const name = names.find((one) => pattern.test(one));
      if (name) return [{ node, message: say(name) }];
    }
    return [];
  });
}
