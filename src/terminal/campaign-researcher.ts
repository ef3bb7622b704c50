import { NeedsPerson } from "../engine/needs-person";
import type { Researcher } from "../engine/ports/researcher";
import type { Project } from "../engine/project";
import { say, type Terminal } from "./context";
import { terminalResearcher } from "./terminal-researcher";

/**
 * The one person at the terminal as the researcher of every idea: asked about one at a time. Where nobody sits, an idea that has a
 * question waits with it, and the others go on.
 */
export function campaignResearchers(
  project: Pick<Project, "workspace" | "autonomy">,
  terminal: Terminal,
  quietly: <Answer>(ask: () => Promise<Answer>) => Promise<Answer>,
): (slug: string) => Researcher {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Answer>(slug: string, signal: AbortSignal, ask: () => Promise<Answer>): Promise<Answer> => {
    const mine = last.then(() => {
      signal.throwIfAborted();
      return quietly(async () => {
        if (terminal.input.isTTY) say(terminal, `\n── ${slug} asks ──`);
        return ask();
      });
    });
    last = mine.catch(() => undefined);
    return Promise.race([mine, calledOff(signal)]).catch((error: unknown) => {
      if (!(error instanceof NeedsPerson)) throw error;
      throw new NeedsPerson(WAITS, { cause: error });
    });
  };
  return (slug) => {
    const workspace = project.workspace(slug);
    // An idea that is paused or stopped takes its open question with it.
    const until = (signal: AbortSignal) => {
      const seat = { ...terminal, signal: AbortSignal.any([terminal.signal, signal]) };
      return terminalResearcher(workspace, seat, project.autonomy);
    };
    return {
      ...terminalResearcher(workspace, terminal, project.autonomy),
      reviewChange: (change, signal) => inTurn(slug, signal, () => until(signal).reviewChange(change, signal)),
      approveLaunch: (launch, signal) => inTurn(slug, signal, () => until(signal).approveLaunch(launch, signal)),
    };
  };
}

/** Rejects with the signal's reason once it aborts: who is called off does not wait for the questions of others. */
function calledOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

const WAITS =
  "A decision is needed and nobody sits at this terminal. Decide in VS Code or with “ai-scientist resume --idea”, or run the campaign in a terminal; it goes on from here.";
