import { join } from "node:path";
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { Problem } from "../research/problem";

/** How many claims of the paper at an address could be held against its results, and how many of them agree. */
export type PaperClaims = { readonly uri: string; readonly supported: number; readonly checkable: number };

export type OpenLanguageClient = {
  /** Tells the server what the last compilation said about the paper; it takes the place of what was said before. */
  compiled(uri: string, problems: readonly Problem[]): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the language server, a process of its own: LaTeX in, problems out. It owns every problem that is shown. */
export async function startLanguageClient(
  dist: string,
  log: vscode.LogOutputChannel,
  onClaims: (claims: PaperClaims) => void,
): Promise<OpenLanguageClient> {
  const module = join(dist, "language-server.js");
  const server = { module, transport: TransportKind.ipc };
  const client = new LanguageClient(
    "aiScientist.latex",
    "AI Scientist: LaTeX",
    { run: server, debug: server },
    {
      documentSelector: [
        { scheme: "file", language: "latex" },
        { scheme: "file", language: "tex" },
        { scheme: "file", pattern: "**/*.tex" },
        { scheme: "file", pattern: "**/*.bib" },
      ],
      diagnosticCollectionName: "aiScientist",
      // A run that is made again may change what the paper may say.
      synchronize: {
        configurationSection: "aiScientist.paper",
        fileEvents: vscode.workspace.createFileSystemWatcher("**/{run_*/final_info.json,.figures.json}"),
      },
      // Hovers lead to the runs; names in them were written by others and can call nothing else.
      markdown: { isTrusted: { enabledCommands: ["aiScientist.openExperiments"] }, supportThemeIcons: true },
      outputChannel: log,
    },
  );
  client.onNotification("aiScientist/claims", onClaims);
  await client.start();
  return {
    compiled: (uri, problems) => client.sendNotification("aiScientist/compiled", { uri, problems }),
    stop: () => client.stop(),
  };
}
