import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { PATIENCE } from "../e2e/host/patience.mjs";

/** Bundles the server as the build does. */
export function bundleServer(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "language-server-"));
  const path = join(folder, "server.js");
  const entry = join(__dirname, "../../src/language-server/main.ts");
  buildSync({ entryPoints: [entry], bundle: true, platform: "node", format: "cjs", outfile: path, logLevel: "error" });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An editor at the other end of the wire. */
export class Editor {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly shown = new Map<string, readonly Diagnostic[]>();
  /** `uri: n of m`, and how many a model read, as told by the server, in order. */
  readonly counted: string[] = [];
  #version = 1;
  #changed: (() => void)[] = [];

  constructor(server: string) {
    const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.process = child;
    this.connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.shown.set(uri, diagnostics);
      for (const wake of this.#changed.splice(0)) wake();
    });
    this.connection.onNotification("aiScientist/claims", ({ uri, supported, checkable, read }) => {
      this.counted.push(`${uri}: ${supported} of ${checkable}${read > 0 ? `, ${read} read` : ""}`);
    });
    this.connection.listen();
  }

  async start(initializationOptions: unknown = { chktex: false }): Promise<void> {
    await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions,
    });
  }

  open(uri: string, text: string): Promise<void> {
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "latex", version: this.#version, text },
    });
  }

  replace(uri: string, range: Range, text: string): Promise<void> {
    this.#version++;
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: this.#version },
      contentChanges: [{ range, text }],
    });
  }

  save(uri: string): Promise<void> {
    return this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** `line:character source rule`, 1-based, of what is shown for a file. */
  marks(uri: string): string[] {
    return (this.shown.get(uri) ?? []).map(
      ({ range: { start, end }, source, code }) =>
        `${start.line + 1}:${start.character + 1}-${end.character + 1} ${source} ${code}`,
    );
  }

  /** Waits until the editor shows exactly this, as long as anything is polled for. */
  async shows(uri: string, expected: readonly string[]): Promise<string[]> {
    const until = performance.now() + PATIENCE;
    const wanted = JSON.stringify([...expected].sort());
    while (JSON.stringify(this.marks(uri).sort()) !== wanted && performance.now() < until)
      await Promise.race([
        new Promise<void>((wake) => this.#changed.push(wake)),
        new Promise((wake) => setTimeout(wake, 250)),
      ]);
    return this.marks(uri).sort();
  }

  /** Until the server is gone, which may be writing into the test's folder still. */
  async stop(): Promise<void> {
    this.connection.dispose();
    const { exitCode, signalCode } = this.process;
    const gone = exitCode === null && signalCode === null ? once(this.process, "exit") : undefined;
    this.process.kill();
    await gone;
  }
}

/** A place by 1-based line and columns. */
export function range(line: number, from: number, to: number, endLine = line): Range {
  return { start: { line: line - 1, character: from - 1 }, end: { line: endLine - 1, character: to - 1 } };
}
