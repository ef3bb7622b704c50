import type { Hunk, Intent } from "../../research/change";
import type { HunkAnswer, HunkRequest } from "../../research/hunk-request";
import type { AnswerShape, Question } from "../ask";
import { data } from "./scientist";

/** What every question that makes a change begins with; a question about one of its hunks begins with the same. */
export type ChangeContext = Pick<Question<unknown>, "stage" | "system" | "context">;

/** A change while it is reviewed: its hunks with what was decided about each so far, and the file that the request is about. */
export type ChangeUnderReview = {
  readonly intent: Pick<Intent, "title" | "why">;
  readonly accepted: readonly Hunk[];
  readonly undecided: readonly Hunk[];
  readonly rejected: readonly Hunk[];
  readonly file: string;
  /** Requests about this change that were answered before. */
  readonly earlier: readonly { readonly request: HunkRequest; readonly answer: HunkAnswer }[];
};

/** The researcher asks for a change on one hunk: the answer is a new proposal for that hunk, or why it should stay. */
export function reviseHunk<Revision>(
  name: string,
  about: ChangeContext,
  change: ChangeUnderReview,
  { hunk, text }: HunkRequest,
  answer: AnswerShape<Revision>,
): Question<Revision> {
  const { stage, system, context } = about;
  return {
    name,
    stage,
    system,
    context,
    question: `# The change under review: ${change.intent.title}
${[change.intent.why, ...hunksWithStates(change, hunk)].filter(Boolean).join("\n\n")}

# ${hunk.path} as it is now, with the hunks that are accepted or undecided
${data(hunk.path, change.file)}
${earlierRequests(change.earlier)}
# What the researcher asks for
About the hunk in ${placeOf(hunk)}${hunk.title ? `, “${hunk.title}”` : ""}:
${quoted(text)}

# Your task: answer the researcher with a new proposal for this hunk alone
The words above are the researcher's own, and they decide: do what they ask, as well as it can be done in this place. Where they leave something open, choose what serves the purpose of the change. Disagree where what they ask would break the program or the text, would make the change answer another question, or rests on a mistake: a researcher prefers a colleague who says so.
You may write ${mayWrite(hunk)} Every other line stays exactly as it is; the other hunks are decided on their own, so do not make this one need an undecided one that it did not need before.
Send SEARCH/REPLACE blocks for ${hunk.path} as it is now, each with its Title and Why${hunk.path.endsWith(".tex") ? "; SEARCH may be a part of a line, as long as it occurs only once" : ""}. The Title names what the hunk does now. The Why is your reply to the researcher, who reads it below their request: in one to three sentences, what you made of it and what follows from it.
If the hunk should stay as it is, reply to the researcher with the reason, in one to three sentences without any edit, and then the line UNCHANGED.`,
    answer,
  };
}

function hunksWithStates({ accepted, undecided, rejected }: ChangeUnderReview, asked: Hunk): string[] {
  const states = [
    ...accepted.map((hunk) => ({ hunk, state: "accepted" })),
    ...undecided.map((hunk) => ({ hunk, state: hunk.id === asked.id ? "the one to revise" : "undecided" })),
    ...rejected.map((hunk) => ({ hunk, state: "rejected by the researcher" })),
  ];
  return states.map(({ hunk, state }, index) => {
    const title = hunk.title ? `: ${hunk.title}` : "";
    const why = hunk.why ? `Why: ${hunk.why}\n` : "";
    return `## Hunk ${index + 1}, ${state}${title}\n${why}${data(`hunk ${index + 1} of ${hunk.path}`, diffOf(hunk))}`;
  });
}

function diffOf({ removed, added }: Hunk): string {
  return [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)].join("\n");
}

function earlierRequests(earlier: ChangeUnderReview["earlier"]): string {
  if (earlier.length === 0) return "";
  const told = earlier.map(
    ({ request, answer }) =>
      `About ${placeOf(request.hunk)}:\n${quoted(request.text)}\nWhat came of it: ${answer.text || "the hunk was revised."}`,
  );
  return `\n# What the researcher asked for before, in this change\n${told.join("\n\n")}\n`;
}

/** Their words, so that no line of them can be taken for a heading of ours. */
function quoted(text: string): string {
  return text
    .trim()
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

function placeOf({ path, newStart, newLines }: Hunk): string {
  if (newLines === 0) return `${path}, where lines were taken out after line ${newStart}`;
  return newLines === 1 ? `line ${newStart} of ${path}` : `lines ${newStart} to ${newStart + newLines - 1} of ${path}`;
}

function mayWrite(hunk: Hunk): string {
  const { newStart, newLines, removed } = hunk;
  const taken = removed.length === 0 ? "" : " What was there before the change are the lines with “-” in the hunk.";
  if (newLines === 0)
    return `between line ${newStart} and line ${newStart + 1}, and nowhere else: put back some or all of what was taken out, or other lines instead.${taken}`;
  const lines = newLines === 1 ? `line ${newStart}` : `lines ${newStart} to ${newStart + newLines - 1}`;
  return `${lines}, and nowhere else: these lines may become more, fewer or none.${taken}`;
}
