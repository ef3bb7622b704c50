import { Idea } from "./idea";
import { Paper } from "./paper";
import { Outcome, Proposed } from "./recorded-steps";
import type { TimelineFact } from "./timeline";

/** What the result of an idea's first step tells. */
export function beginningOf(result: unknown): TimelineFact {
  const idea = Idea.safeParse(result).data;
  const { continues } = idea ?? {};
  return {
    ...{ type: "began", title: idea?.Title ?? "" },
    from: continues && { idea: continues.idea, commit: continues.commit },
  };
}

/** A change that was proposed, before anything was decided about it. */
export function proposalOf(step: string, result: unknown): TimelineFact {
  const { files, hunks } = Proposed.safeParse(result).data ?? { files: [], hunks: [] };
  const open = { step, title: step, files, hunks: hunks.length, requests: [] };
  return { type: "change", ...open, decision: undefined, commit: undefined };
}

/** How a job ended, as a run or as the drawing of figures. */
export function outcomeOf(step: string, result: unknown): TimelineFact {
  const job = Outcome.safeParse(result).data;
  const end = job?.end.how;
  if (/^(?:improvement \d+, )?plots\b/.test(step)) {
    const files = job?.files.filter((file) => file.endsWith(".png")) ?? [];
    return { type: "drew", files, end, commit: undefined };
  }
  const attempt = Number(/attempt (\d+)/.exec(step)?.[1] ?? 1);
  return { type: "ran", attempt, end, seconds: job?.end.seconds ?? 0, run: undefined, commit: undefined };
}

/** What LaTeX made of the paper; undefined for a result that is none of ours. */
export function typesettingOf(result: unknown): TimelineFact | undefined {
  const paper = Paper.safeParse(result).data;
  if (!paper) return undefined;
  const { pages, pdf, problems } = paper;
  return { type: "typeset", pages, pdf: pdf !== undefined, problems: problems.length };
}
