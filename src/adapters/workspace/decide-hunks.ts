import { HunkStale } from "../../engine/ports/workspace";
import { type Git, GitFailed } from "./git";
import { patchBackward, patchForward } from "./hunk-patch";
import { type NamedHunk, nameHunks } from "./name-hunks";
import { diffArguments, type RawHunk, readDiff } from "./unified-diff";

/** The difference between index and worktree. */
export async function undecidedHunks(git: Git): Promise<NamedHunk[]> {
  return nameHunks(readDiff(await git.bytes([...diffArguments, "-U0"])));
}

/** The difference between a commit and the index. */
export async function acceptedHunks(git: Git, since = "HEAD"): Promise<NamedHunk[]> {
  return nameHunks(readDiff(await git.bytes([...diffArguments, "-U0", "--cached", since])));
}

/** Stages the hunks, all or none. Throws `HunkStale` when one is no longer there as it was shown. */
export async function acceptHunks(git: Git, ids: readonly string[]): Promise<void> {
  const chosen = chosenOf(await undecidedHunks(git), ids);
  if (chosen.length > 0) await applyPatch(git, ["--cached"], patchForward(chosen));
}

/** Takes the hunks out of the worktree, all or none. A new file that is rejected is gone. */
export async function rejectHunks(git: Git, ids: readonly string[]): Promise<void> {
  const chosen = chosenOf(await undecidedHunks(git), ids);
  if (chosen.length === 0) return;
  await applyPatch(git, ["-R"], patchBackward(chosen));
  const gone = chosen.filter((hunk) => hunk.kind === "added").map((hunk) => hunk.path);
  if (gone.length > 0) await git.run(["--literal-pathspecs", "rm", "--cached", "--quiet", "--force", "--", ...gone]);
}

/** Takes accepted hunks out of the index, all or none; the worktree keeps them. A new file stays known to git, so that it is a hunk again. */
export async function reconsiderHunks(git: Git, ids: readonly string[]): Promise<void> {
  const chosen = chosenOf(await acceptedHunks(git), ids);
  if (chosen.length === 0) return;
  await applyPatch(git, ["--cached", "-R"], patchBackward(chosen));
  const made = chosen.filter((hunk) => hunk.kind === "added").map((hunk) => hunk.path);
  if (made.length > 0) await git.run(["--literal-pathspecs", "add", "--intent-to-add", "--force", "--", ...made]);
}

function chosenOf(now: readonly NamedHunk[], ids: readonly string[]): RawHunk[] {
  const stale = ids.filter((id) => !now.some(({ hunk }) => hunk.id === id));
  if (stale.length > 0)
    throw new HunkStale(
      `${stale.length === 1 ? "This hunk is" : `${stale.length} hunks are`} no longer there as shown. Look again.`,
    );
  return now.filter(({ hunk }) => ids.includes(hunk.id)).map(({ raw }) => raw);
}

/** git looks at the whole patch, of several files too, before it writes anything; a refusal has no side effects. */
async function applyPatch(git: Git, where: readonly string[], patch: string): Promise<void> {
  const input = Buffer.from(patch, "latin1");
  const args = ["apply", ...where, "--unidiff-zero", "--whitespace=nowarn"];
  try {
    await git.run([...args, "-"], { input });
  } catch (error) {
    if (error instanceof GitFailed && error.exitCode === 1)
      throw new HunkStale("The file changed while the decision was made. Look again.", { cause: error });
    throw error;
  }
}
