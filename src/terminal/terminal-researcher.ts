import { createInterface } from "node:readline/promises";
import type { Researcher } from "../engine/ports/researcher";
import type { Workspace } from "../engine/ports/workspace";
import type { Decision, Hunk, Intent } from "../research/change";
import { say, type Terminal } from "./context";

/** A headless run answers by the policy that its researcher set: everything proposed is accepted, one commit each. */
export function acceptingResearcher(workspace: Workspace): Researcher {
  return {
    chooseIdea: async ([first]) => {
      if (!first) throw new Error("There is no idea to choose from.");
      return first;
    },
    async reviewChange(): Promise<Decision> {
      const undecided = await workspace.undecided();
      await workspace.accept(undecided.map(({ id }) => id));
      return { approved: true, remarks: "", by: "policy" };
    },
    approveLaunch: async () => true,
  };
}

/** A researcher at a terminal, asked hunk by hunk and before each launch. */
export function askingResearcher(workspace: Workspace, terminal: Terminal): Researcher {
  return {
    chooseIdea: acceptingResearcher(workspace).chooseIdea,
    reviewChange: (intent) => reviewInTerminal(workspace, terminal, intent),
    async approveLaunch({ name, command, place, limitSeconds }) {
      return (
        (await question(
          terminal,
          `Launch “${name}” on ${place} (${command}; limit ${limitSeconds} s)? [y/n] `,
          /^[yn]$/,
        )) === "y"
      );
    },
  };
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
