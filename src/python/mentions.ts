import type { Program } from "./program";
import type { Finding } from "./rule";

/** A pattern of dotted names, and what to say about the name that fits. */
export type Remark = { readonly names: RegExp; readonly say: (name: string) => string };

/** Every mention of a name that fits one of the patterns, called or not: what is handed on is called somewhere. */
export function mentioned(program: Program, remarks: readonly Remark[]): Finding[] {
  return program.references.flatMap(({ node, names }) => {
    for (const { names: pattern, say } of remarks) {
      const name = names.find((one) => pattern.test(one));
      if (name) return [{ node, message: say(name) }];
    }
    return [];
  });
}
