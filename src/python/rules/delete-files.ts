import { mentioned, type Remark } from "../mentions";
import { pathOf } from "../paths";
import type { Program } from "../program";
import type { Finding, Rule } from "../rule";
import { writesIn } from "../writes";

/** Deletes or moves away what is on the disk, or writes over the record of another run. */
export const deleteFiles: Rule = {
  id: "delete-files",
  check: (program) => [...mentioned(program, REMARKS), ...unlinked(program), ...overwritten(program)],
};

const REMARKS: readonly Remark[] = [
  {
    names:
      /^(?:(?:os|posix)\.(?:remove|unlink|rmdir|removedirs)|shutil\.rmtree|pathlib\.\w*Path\(\)\.(?:unlink|rmdir)|send2trash\.\w+)$/,
    say: deleting,
  },
  {
    names: /^(?:shutil\.move|(?:os|posix)\.renames|(?:os|posix)\.truncate)$/,
    say: (name) =>
      `Moves or empties files with ${name}: nothing brings back what stood there. Look at which files they are, or reject this.`,
  },
];

function deleting(name: string): string {
  return `Deletes files with ${name.replace("()", "")}: nothing brings them back. Look at which files they are, or reject this.`;
}

/** `.unlink()`, `.rmdir()` and `.rmtree()` of something unknown: only paths have them. */
function unlinked(program: Program): Finding[] {
  return program.calls.flatMap(({ node, callee, arguments: given }) => {
    const property = callee.type === "MemberExpression" ? callee.children[2] : undefined;
    const name = property ? program.code(property) : "";
    if (!/^(?:unlink|rmdir|rmtree)$/.test(name) || given.some(({ keyword }) => keyword === "")) return [];
    return program.names(callee).length > 0 ? [] : [{ node, message: deleting(`.${name}`) }];
  });
}

/** A run writes into the folder that it is given; one that is written out is another run's. */
function overwritten(program: Program): Finding[] {
  return writesIn(program).flatMap(({ node, path }) => {
    const folder = /^(?:\.\/)?(run_\d+)(?:\/|$)/.exec(pathOf(program, path))?.[1];
    return folder
      ? [
          {
            node,
            message: `Writes into ${folder}, whatever folder the run was given: the record of another run would be lost. Ask for the folder in --out_dir.`,
          },
        ]
      : [];
  });
}
