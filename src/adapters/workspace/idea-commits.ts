import type { CommittedFile, IdeaCommit } from "../../research/idea-commit";
import { gitIn } from "./git";
import { branchOf } from "./open-worktree";

/** The commits of an idea's branch since it began, oldest first; none when there is no branch. */
export async function ideaCommits(project: string, slug: string): Promise<IdeaCommit[]> {
  const range = `refs/ai-scientist/${slug}/base..refs/heads/${branchOf(slug)}`;
  const log = await gitIn(project).ask([
    "log",
    "--reverse",
    "--first-parent",
    "--raw",
    "--numstat",
    FORMAT,
    range,
    "--",
  ]);
  return readCommits(log ?? "");
}

const trailer = (key: string) => `%(trailers:key=AI-Scientist-${key},valueonly,unfold)`;
const FIELDS = ["%H", "%P", "%cI", "%s", trailer("Kind"), trailer("Step"), trailer("Model"), trailer("Human-Edited")];
const FORMAT = `--format=%x1e${FIELDS.join("%x1f")}%x1f`;

/** Reads what `git log` printed in our format: the fields of each commit, then its files with lines added and removed. */
export function readCommits(log: string): IdeaCommit[] {
  return log.split("\x1e").slice(1).map(readCommit);
}

function readCommit(record: string): IdeaCommit {
  const fields = record.split("\x1f").map((field) => field.trim());
  const [commit = "", parents = "", at = "", title = "", kind = "", step = "", model = "", edited = "", files = ""] =
    fields;
  return {
    commit,
    parent: parents.split(" ")[0] || undefined,
    at: new Date(at).toISOString(),
    title,
    kind: kind === "change" || kind === "record" || kind === "hand" ? kind : "foreign",
    step,
    model,
    edited: edited === "yes",
    files: readFiles(files.split("\n")),
  };
}

/** First `:100644 100644 0a1b 2c3d M\texperiment.py` for each file, then `12\t3\texperiment.py`; dashes for a file that is no text. */
function readFiles(lines: readonly string[]): CommittedFile[] {
  const raw = lines.filter((line) => line.startsWith(":")).map((line) => line.split("\t"));
  const letters = new Map(raw.map(([info = "", ...path]) => [path.join("\t"), info.at(-1)]));
  const counts = lines.filter((line) => /^(?:\d|-)/.test(line)).map((line) => line.split("\t"));
  const count = (text: string) => (text === "-" ? undefined : Number(text));
  return counts.map(([added = "", removed = "", ...rest]) => {
    const path = rest.join("\t");
    return { path, change: changeOf(letters.get(path)), added: count(added), removed: count(removed) };
  });
}

function changeOf(letter: string | undefined): CommittedFile["change"] {
  return letter === "A" ? "added" : letter === "D" ? "deleted" : "changed";
}
