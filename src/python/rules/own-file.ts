import { ITSELF, isAbsolute, pathOf } from "../paths";
import type { Policy } from "../policy";
import type { Program } from "../program";
import type { Context, Finding, Rule } from "../rule";
import { type Write, writesIn } from "../writes";

/** Writes to its own source or another file of the project, or outside the project, as far as paths are written out. */
export const ownFile: Rule = {
  id: "own-file",
  check: (program, context) => [
    ...writesIn(program).flatMap((write) => objectionTo(write, program, context) ?? []),
    ...leavingFolder(program),
  ],
};

function objectionTo(write: Write, program: Program, { path: own, policy }: Context): Finding | undefined {
  const path = pathOf(program, write.path).replace(/^(?:\.\/)+/, "");
  if (isHarmless(path)) return undefined;
  if (path === ITSELF || path === own || path === `./${own}`)
    return said(
      write,
      "Writes to its own source file, so what runs is no longer what was reviewed. Reject this: a change belongs in the proposal.",
    );
  if (isSource(path, policy) && !policy.locked.includes(path))
    return said(
      write,
      `Writes to ${path}, ${policy.files.includes(path) ? "a file of the project" : "a source file"}, past the review. Reject this: a change belongs in the proposal.`,
    );
  if (isAbsolute(path) || path.startsWith(`${ITSELF}/`)) return said(write, outside(path));
  return path.split("/").includes("..") ? said(write, outside(path)) : undefined;
}

function said({ node }: Write, message: string): Finding {
  return { node, message };
}

function isHarmless(path: string): boolean {
  return /^\/dev\/(?:null|stdout|stderr)$/.test(path);
}

/** Files that a run is made of; only where the path is written out from its beginning. */
function isSource(path: string, { files }: Policy): boolean {
  return (
    files.includes(path) ||
    /^[\w./-]+\.(?:py|tex)$/.test(path) ||
    /^(?:template|prompt|ideas|seed_ideas)\.json$/.test(path)
  );
}

function outside(path: string): string {
  const shown = path.replace(/[^\u0020-\uffff]/g, "…");
  return `Writes outside the run's own folder, to “${shown}”: it is not collected with the results, and may overwrite what is there. Ask for a path below --out_dir.`;
}

/** After `os.chdir` every relative path means another file. */
function leavingFolder(program: Program): Finding[] {
  return program.calls.flatMap(({ node, callee, arguments: [first] }) => {
    if (!first || !program.names(callee).some((name) => /^(?:os|posix)\.(?:chdir|fchdir|chroot)$/.test(name)))
      return [];
    const path = pathOf(program, first.value);
    const leaves = isAbsolute(path) || path.split("/").includes("..");
    return leaves
      ? [
          {
            node,
            message: `Goes to another folder with os.chdir, “${path}”: every relative path means another file from here on. Reject this.`,
          },
        ]
      : [];
  });
}
