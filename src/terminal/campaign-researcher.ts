import { NeedsPerson } from "../engine/campaign/needs-person";
import type { Researcher } from "../engine/ports/researcher";
import type { Project } from "../engine/project";
import { say, type Terminal } from "./context";
import { UsageError } from "./exit-code";
import { terminalResearcher } from "./terminal-researcher";

/**
 * The one person at the terminal as the researcher of every idea: asked about one at a time. Where nobody sits, an idea that has a
 * question waits with it, and the others go on.
 */
export function campaignResearchers(
  project: Project,
  terminal: Terminal,
  quietly: <Answer>(ask: () => Promise<Answer>) => Promise<Answer>,
): (slug: string) => Researcher {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Answer>(slug: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const mine = last.then(() =>
      quietly(async () => {
        if (terminal.input.isTTY) say(terminal, `\n── ${slug} asks ──`);
        return ask();
      }),
    );
    last = mine.catch(() => undefined);
    return mine.catch((error: unknown) => {
      if (!(error instanceof UsageError)) throw error;
      throw new NeedsPerson(WAITS, { cause: error });
    });
  };
  return (slug) => {
    const person = terminalResearcher(project.workspace(slug), terminal, project.autonomy);
    return {
      ...person,
      reviewChange: (change, signal) => inTurn(slug, () => person.reviewChange(change, signal)),
      approveLaunch: (launch, signal) => inTurn(slug, () => person.approveLaunch(launch, signal)),
    };
  };
}

const WAITS =
  "A decision is needed and nobody sits at this terminal. Decide in VS Code or with “ai-scientist resume --idea”, or run the campaign in a terminal; it goes on from here.";
