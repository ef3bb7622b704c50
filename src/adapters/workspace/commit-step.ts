import type { Decision, Intent, Tally } from "../../research/change";
import type { Git } from "./git";

/** `code`: what the researcher approved. `record`: results, which we commit ourselves. `hand`: what the researcher wrote. */
export type CommitKind = "change" | "record" | "hand";

export type CommitNote = {
  readonly intent: Intent;
  readonly rehearsal: boolean;
  readonly kind: CommitKind;
  readonly edited: boolean;
  /** What was decided about the change, where it is one. */
  readonly decision?: Decision;
};

/** The commit of this kind that the step already made since `base`, or undefined. */
export async function commitOfStep(git: Git, base: string, { intent, kind }: CommitNote): Promise<string | undefined> {
  const trailer = (key: string) => `%(trailers:key=${key},valueonly,unfold)`;
  const format = `--format=%H%x1f${trailer("AI-Scientist-Step")}%x1f${trailer("AI-Scientist-Kind")}%x1e`;
  const log = await git.run(["log", format, `${base}..HEAD`]);
  for (const entry of log.split("\x1e")) {
    const [commit = "", step = "", found = ""] = entry.split("\x1f").map((field) => field.trim());
    if (step === oneLine(intent.step) && found === kind) return commit;
  }
  return undefined;
}

/** `title`, the reason, and the trailers that say where the commit came from. */
export function commitMessage({ intent, rehearsal, kind, edited, decision }: CommitNote): string {
  const trailers = [
    `AI-Scientist-Idea: ${oneLine(intent.idea)}`,
    `AI-Scientist-Step: ${oneLine(intent.step)}`,
    `AI-Scientist-Kind: ${kind}`,
    ...(kind === "hand" ? [] : [`AI-Scientist-Model: ${oneLine(intent.model)}`]),
    `AI-Scientist-Human-Edited: ${edited ? "yes" : "no"}`,
    ...(decision?.tally ? [`AI-Scientist-Review: ${tallyText(decision.tally)}`] : []),
    ...(decision ? [`AI-Scientist-Approved-By: ${decision.by}`] : []),
    ...(rehearsal && kind !== "hand" ? ["AI-Scientist-Rehearsal: yes"] : []),
  ];
  const paragraphs = [oneLine(intent.title) || oneLine(intent.step), plain(intent.why), trailers.join("\n")];
  return `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}

/** `3 accepted, 1 rejected, 1 on request`: what did not occur is not named. */
function tallyText({ accepted, rejected, edited, added, onRequest }: Tally): string {
  const parts: readonly (readonly [count: number, words: string])[] = [
    [accepted, "accepted"],
    [rejected, "rejected"],
    [edited, "edited by hand"],
    [added, "added by hand"],
    [onRequest, "on request"],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return told.join(", ") || "0 accepted";
}

/** Commits with `args` on the branch that is checked out and resolves to the new HEAD. */
export async function commit(git: Git, note: CommitNote, args: readonly string[], input?: string): Promise<string> {
  const options = ["--quiet", "--no-verify", "--no-gpg-sign", "--cleanup=verbatim", "-m", commitMessage(note)];
  const whole = [...(await missingIdentity(git)), "--literal-pathspecs", "commit", ...options, ...args];
  await git.run(whole, input === undefined ? {} : { input });
  return (await git.run(["rev-parse", "HEAD"])).trim();
}

/** git refuses to commit for nobody. Only what it lacks is filled in, for this one commit. */
export async function missingIdentity(git: Git): Promise<string[]> {
  const lacks = async (key: string, author: string, committer: string) =>
    !(process.env[author] && process.env[committer]) && !(await git.ask(["config", "--get", key]))?.trim();
  const name = await lacks("user.name", "GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME");
  const email = await lacks("user.email", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL");
  return [
    ...(name ? ["-c", "user.name=AI Scientist"] : []),
    ...(email ? ["-c", "user.email=ai-scientist@localhost"] : []),
  ];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A reason must not smuggle in a trailer of its own. */
function plain(text: string): string {
  return text.trim().replace(/^(\s*)(AI-Scientist-)/gim, "$1“$2");
}
