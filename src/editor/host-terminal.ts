import * as vscode from "vscode";
import { type Desk, ideaAt } from "./desk";
import type { Subject } from "./models/tree-node";
import { jobAt } from "./run-commands";
import { FIX_TERMINAL } from "./setup";
import type { Studio } from "./studio";

/** A terminal in which `ssh` asks for what it needs. It closes when the connection stands, which is then looked at again. */
export async function openConnection({ studio }: { readonly studio: Studio }, host: string): Promise<vscode.Terminal> {
  const { project } = await studio.openBoard();
  const shellArgs = [...(await project.connecting(host))];
  const terminal = vscode.window.createTerminal({ name: FIX_TERMINAL, shellPath: "ssh", shellArgs });
  terminal.show();
  return terminal;
}

/** A terminal where a run's files are: in its folder here, or on its host. */
export async function openRunTerminal(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const { job, step } = jobAt(idea, subject);
  const title = idea.record.titles[step] ?? step;
  const shell = await board.project.jobShell(idea.slug, job);
  const options =
    shell.type === "here"
      ? { name: title, cwd: shell.folder }
      : { name: vscode.l10n.t("{0} on {1}", title, shell.host), shellPath: "ssh", shellArgs: [...shell.arguments] };
  vscode.window.createTerminal(options).show();
}
