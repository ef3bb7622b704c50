import { createInterface } from "node:readline/promises";
import type { Researcher } from "../engine/ports/researcher";
import type { Workspace } from "../engine/ports/workspace";
import type { Autonomy } from "../engine/project";
import type { Decision, Hunk, Intent } from "../research/change";
import { say, type Terminal } from "./context";
import { UsageError } from "./exit-code";

/**
 * The researcher at a terminal: asked hunk by hunk and before each launch, or, where their policy says `auto`, answered for:
 * everything proposed is accepted, one commit each.
 */
export function terminalResearcher(workspace: Workspace, terminal: Terminal, autonomy: Autonomy): Researcher {
  return {
    async chooseIdea([first]) {
      if (!first) throw new UsageError("There is no idea to choose from.");
      return first;
    },
    reviewChange: (intent) =>
      autonomy[intent.kind] === "auto" ? acceptAll(workspace) : reviewInTerminal(workspace, terminal, intent),
    async approveLaunch({ name, command, place, limitSeconds }) {
      if (autonomy.launch === "auto") return true;
      const asked = `Launch “${name}” on ${place} (${command}; limit ${limitSeconds} s)? [y/n] `;
      return (await question(terminal, asked, /^[yn]$/)) === "y";
    },
  };
}

async function acceptAll(workspace: Workspace): Promise<Decision> {
  const undecided = await workspace.undecided();
  await workspace.accept(undecided.map(({ id }) => id));
  return { approved: true, remarks: "", by: "policy" };
}

async function reviewInTerminal(workspace: Workspace, terminal: Terminal, intent: Intent): Promise<Decision> {
  say(terminal, `\nProposed: ${intent.title}${intent.why ? ` – ${intent.why}` : ""}`);
  const rejected: string[] = [];
  for (let hunks = await workspace.undecided(); hunks.length > 0; hunks = await workspace.undecided()) {
    const hunk = hunks[0]!;
    say(terminal, hunkText(hunk));
    const answer = await question(terminal, "Accept this hunk? [y]es, [n]o, accept [a]ll that are left: ", /^[yna]$/);
    if (answer === "a") await workspace.accept(hunks.map(({ id }) => id));
    else if (answer === "y") await workspace.accept([hunk.id]);
    else {
      await workspace.reject([hunk.id]);
      rejected.push(`${hunk.path}: “${hunk.title ?? hunk.added[0] ?? "removal"}”`);
    }
  }
  const accepted = await workspace.accepted();
  const why = rejected.length ? await question(terminal, "Why not (for the next proposal)? ", /.*/) : "";
  const remarks = rejected.length ? `Rejected: ${rejected.join("; ")}. ${why}`.trim() : "";
  return { approved: accepted.length > 0, remarks, by: "researcher" };
}

function hunkText(hunk: Hunk): string {
  const head = `@@ ${hunk.path}:${hunk.newStart} @@ ${hunk.title ?? ""}${hunk.why ? `\n   ${hunk.why}` : ""}`;
  return [head, ...hunk.removed.map((line) => `- ${line}`), ...hunk.added.map((line) => `+ ${line}`)].join("\n");
}

async function question(terminal: Terminal, text: string, valid: RegExp): Promise<string> {
  if (!terminal.input.isTTY) throw new UsageError(NO_TERMINAL);
  const lines = createInterface({ input: terminal.input, output: terminal.err });
  try {
    for (;;) {
      const answer = (await lines.question(text, { signal: terminal.signal })).trim().toLowerCase();
      if (valid.test(answer)) return answer;
    }
  } finally {
    lines.close();
  }
}

const NO_TERMINAL =
  "A decision is needed and there is no terminal to ask in. Resume with --accept auto, resume in a terminal, or review in VS Code. Nothing is lost.";
