import { createInterface } from "node:readline/promises";
import { type Autonomy, stoppers } from "../engine/autonomy";
import { NeedsPerson } from "../engine/needs-person";
import type { ProposedChange, Researcher, Verdict } from "../engine/ports/researcher";
import type { Workspace } from "../engine/ports/workspace";
import type { Hunk } from "../research/change";
import { type Concern, concernsOf } from "../research/concern";
import type { HunkRequest } from "../research/hunk-request";
import { say, type Terminal } from "./context";
import { UsageError } from "./exit-code";

/** Asks without anything else being written to the terminal meanwhile. */
export type Quietly = <Answer>(ask: () => Promise<Answer>) => Promise<Answer>;

/**
 * The researcher at a terminal, asked hunk by hunk and before each launch. Where nobody sits at it, a change that the policy
 * leaves to a person is turned down with the reason, if the policy would have taken it but for that.
 */
export function terminalResearcher(
  workspace: Workspace,
  terminal: Terminal,
  policy: Autonomy,
  quietly: Quietly = (ask) => ask(),
): Researcher {
  return {
    policy: () => policy,
    isEditing: () => false,
    async chooseIdea([first]) {
      if (!first) throw new UsageError("There is no idea to choose from.");
      return first;
    },
    async reviewChange(change) {
      const alone = !terminal.input.isTTY && policy[change.intent.kind] === "auto";
      const concerns = stoppers(policy, change.concerns);
      if (alone && concerns.length > 0) return turnedDown(concerns);
      return quietly(() => reviewInTerminal(workspace, terminal, change));
    },
    async approveLaunch({ name, command, place, limitSeconds, cautions = [] }) {
      for (const caution of cautions) say(terminal, `! ${caution}`);
      const asked = `Launch “${name}” on ${place} (${command}; limit ${limitSeconds} s)? [y/n] `;
      return (await quietly(() => question(terminal, asked, /^[yn]$/i))).toLowerCase() === "y";
    },
  };
}

/** With nobody to ask, the reason goes to whoever proposes next. */
function turnedDown(concerns: readonly Concern[]): Verdict {
  const reasons = concerns.map(({ path, line, message }) => `- ${path}, line ${line}: ${message}`);
  return {
    type: "decided",
    by: "policy",
    words: `The policy accepts no change with a concern by itself, and nobody was there to be asked:\n${reasons.join("\n")}\nReach the purpose without it.`,
  };
}

async function reviewInTerminal(
  workspace: Workspace,
  terminal: Terminal,
  { intent, hunks: proposed, concerns }: ProposedChange,
): Promise<Verdict | HunkRequest> {
  say(terminal, `\nProposed: ${intent.title}${intent.why ? ` – ${intent.why}` : ""}`);
  let rejected = false;
  for (let hunks = await workspace.undecided(); hunks.length > 0; hunks = await workspace.undecided()) {
    const hunk = hunks[0]!;
    // Lines of concerns are counted before anything was decided.
    const shown = proposed.find(({ id }) => id === hunk.id) ?? hunk;
    say(terminal, hunkText(hunk, concernsOf(shown, concerns, proposed)));
    const choice = (await question(terminal, CHOICES, /^[ynac]$/i)).toLowerCase();
    if (choice === "c") return { type: "request", hunk, text: await question(terminal, WHAT_INSTEAD, /\S/) };
    if (choice === "a") await workspace.accept(hunks.map(({ id }) => id));
    else if (choice === "y") await workspace.accept([hunk.id]);
    else await workspace.reject([hunk.id]);
    rejected ||= choice === "n";
  }
  const words = rejected ? await question(terminal, "Why not (for the next proposal)? ", /.*/) : "";
  return { type: "decided", by: "researcher", words };
}

const CHOICES = "Accept this hunk? [y]es, [n]o, accept [a]ll that are left, ask for a [c]hange > ";
const WHAT_INSTEAD = "What shall it be instead? The model proposes this hunk anew > ";

function hunkText(hunk: Hunk, concerns: readonly Concern[]): string {
  return [
    `@@ ${hunk.path}:${hunk.newStart} @@ ${hunk.title ?? ""}`,
    ...(hunk.why ? [`   ${hunk.why}`] : []),
    ...hunk.removed.map((line) => `- ${line}`),
    ...hunk.added.map((line) => `+ ${line}`),
    ...concerns.map(({ line, message }) => `! line ${line}: ${message}`),
  ].join("\n");
}

async function question(terminal: Terminal, text: string, valid: RegExp): Promise<string> {
  if (!terminal.input.isTTY) throw new NeedsPerson(NO_TERMINAL);
  const lines = createInterface({ input: terminal.input, output: terminal.err });
  try {
    for (;;) {
      const answer = (await lines.question(text, { signal: terminal.signal })).trim();
      if (valid.test(answer)) return answer;
    }
  } finally {
    lines.close();
  }
}

const NO_TERMINAL =
  "A decision is needed and there is no terminal to ask in. Resume with --accept auto, resume in a terminal, or review in VS Code. Nothing is lost.";
