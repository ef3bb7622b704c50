import { join } from "node:path";
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { Problem } from "../research/problem";
import type { PaperReadings } from "../research/read-paper";
import type { ClaimCount } from "./models/claims-words";

const AROUND_PAPERS =
  "**/{run_*/*.json,.figures.json,notes.txt,template.json,plot*.py,experiment.py,run_*.py,*.png,*.pdf,*.jpg,*.bib,*.tex}";

/** How many claims of the paper at an address could be held against its results, how many of them agree, and how many statements a model has read. */
export type PaperClaims = ClaimCount & { readonly uri: string };

export type WrittenResults = { readonly path: string; readonly isTakenIn: boolean };

export type OpenLanguageClient = {
  /** Tells the server whose papers are looked after even where there are no results. */
  projects(folders: readonly string[]): Promise<void>;
  /** Tells the server what the last compilation said about the paper; it takes the place of what was said before. */
  compiled(uri: string, problems: readonly Problem[]): Promise<void>;
  /** Tells the server that references were looked up: what was found out is on the disk. */
  citationsChecked(): Promise<void>;
  /** Tells the server what a model read in the paper. */
  claimsRead(uri: string, readings: PaperReadings): Promise<void>;
  /** Writes the numbers of a paper's results as macros beside it. */
  writeResults(uri: string): Promise<WrittenResults>;
  stop(): Promise<void>;
};

export type Beginning = {
  /** Folder of the bundles. */
  readonly dist: string;
  readonly log: vscode.LogOutputChannel;
  /** The extension's own folder for this window's workspace, where there is one. */
  readonly storage: string | undefined;
  /** Folders whose papers are looked after even where there are no results. */
  readonly projects: readonly string[];
};

/** Starts the language server, a process of its own: LaTeX in, problems out. It owns every problem that is shown. */
export async function startLanguageClient(
  { dist, log, storage, projects }: Beginning,
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
      initializationOptions: {
        projects,
        ...(storage !== undefined && {
          memory: join(storage, "seen-results.json"),
          readings: join(storage, "claims-read.json"),
          checks: storage,
        }),
      },
      // A run that is made again may change what the paper may say, a picture or a program what is known of it, and a part that
      // is not open may be changed by somebody else.
      synchronize: {
        configurationSection: "aiScientist.paper",
        fileEvents: vscode.workspace.createFileSystemWatcher(AROUND_PAPERS),
      },
      // Hovers lead to the runs; names in them were written by others and can call nothing else.
      markdown: { isTrusted: { enabledCommands: ["aiScientist.openExperiments"] }, supportThemeIcons: true },
      outputChannel: log,
    },
  );
  client.onNotification("aiScientist/claims", onClaims);
  await client.start();
  return {
    projects: (folders) => client.sendNotification("aiScientist/projects", { projects: folders }),
    compiled: (uri, problems) => client.sendNotification("aiScientist/compiled", { uri, problems }),
    citationsChecked: () => client.sendNotification("aiScientist/citations"),
    claimsRead: (uri, readings) => client.sendNotification("aiScientist/claimsRead", { uri, readings }),
    writeResults: (uri) => client.sendRequest("aiScientist/writeResults", { uri }),
    stop: () => client.stop(),
  };
}
