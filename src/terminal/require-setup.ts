import { quoted } from "../adapters/compute/remote/quote";
import type { Project } from "../engine/project";
import { missingFor, type Purpose, type SetupItem } from "../engine/setup";
import { say, type Terminal } from "./context";
import { lineOf } from "./doctor";
import { SetupIncomplete } from "./exit-code";

/** Throws, after saying what is missing and how to get it, unless all is there that `purpose` cannot do without. */
export async function requireSetup(terminal: Terminal, project: Project, purpose: Purpose): Promise<void> {
  const missing = missingFor(purpose, await project.checkSetupHere(terminal.signal));
  if (missing.length === 0) return;
  for (const item of missing) say(terminal, lineOf(item));
  throw new SetupIncomplete(sentenceFor(missing, project.folder));
}

function sentenceFor(missing: readonly SetupItem[], folder: string): string {
  const what = missing.length === 1 ? "1 thing is missing" : `${missing.length} things are missing`;
  return `Nothing was begun: ${what}. “ai-scientist doctor ${quoted(folder)}” lists everything.`;
}
