import {
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentSymbolRequest,
  ExitNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  MessageType,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  TextDocumentSyncKind,
} from "vscode-languageserver-protocol";
import { lintPaper } from "../latex/lint";
import type { Problem } from "../research/problem";
import { checkText } from "./check";
import { byAddress, CompiledNotification, compiledIn } from "./compiled";
import { OpenDocuments, pathOf } from "./documents";
import { Findings } from "./findings";
import { paperAround } from "./paper-files";
import { symbolsOf } from "./symbols";

/** Milliseconds of quiet after the last key before the paper is read. */
const QUIET = 150;

const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    documentSymbolProvider: true,
  },
  serverInfo: { name: "AI Scientist" },
};

/** Answers the editor for as long as it is there. Bad LaTeX and failing tools are logged at worst; nothing ends the server. */
export function serve(connection: ProtocolConnection): void {
  const documents = new OpenDocuments();
  const findings = new Findings(documents, (uri, diagnostics) => {
    void connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics });
  });
  const timers = new Map<string, NodeJS.Timeout>();
  let chktex = true;

  const guarded = (work: () => unknown): void => {
    Promise.resolve()
      .then(work)
      .catch((error) =>
        connection.sendNotification(LogMessageNotification.type, { type: MessageType.Error, message: String(error) }),
      );
  };
  const lintSoon = (uri: string, delay = QUIET): void => {
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => guarded(() => lintAround(uri, documents, findings)), delay),
    );
  };
  const check = async (uri: string): Promise<void> => {
    const document = documents.get(uri);
    if (!chktex || !document || !uri.endsWith(".tex")) return;
    const { version } = document;
    const problems = await checkText(document.getText(), uri);
    if (documents.get(uri)?.version === version) findings.setChecked(uri, problems);
  };

  connection.onRequest(InitializeRequest.type, ({ initializationOptions }) => {
    chktex = initializationOptions?.chktex !== false;
    return CAPABILITIES;
  });
  connection.onNotification(
    DidOpenTextDocumentNotification.type,
    ({ textDocument: { uri, languageId, version, text } }) => {
      documents.open(uri, languageId, version, text);
      lintSoon(uri, 0);
      guarded(() => check(uri));
    },
  );
  connection.onNotification(
    DidChangeTextDocumentNotification.type,
    ({ textDocument: { uri, version }, contentChanges }) => {
      documents.change(uri, version, contentChanges);
      lintSoon(uri);
    },
  );
  connection.onNotification(DidSaveTextDocumentNotification.type, ({ textDocument: { uri } }) => {
    guarded(() => check(uri));
    lintSoon(uri, 0);
  });
  connection.onNotification(DidCloseTextDocumentNotification.type, ({ textDocument: { uri } }) => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    documents.close(uri);
    findings.forget(uri);
  });
  connection.onNotification(DidChangeWatchedFilesNotification.type, () => {
    for (const { uri } of documents.all()) lintSoon(uri);
  });
  connection.onNotification(CompiledNotification.type, (params) => {
    const compiled = compiledIn(params);
    if (compiled) guarded(async () => findings.setCompiled(compiled.uri, await byAddress(compiled, documents)));
  });
  connection.onRequest(DocumentSymbolRequest.type, ({ textDocument }) =>
    symbolsOf(documents.get(textDocument.uri)?.getText() ?? ""),
  );
  connection.onRequest(ShutdownRequest.type, () => undefined);
  connection.onNotification(ExitNotification.type, () => process.exit(0));
}

/** Lints the paper that a file belongs to and publishes every file of it. */
async function lintAround(uri: string, documents: OpenDocuments, findings: Findings): Promise<void> {
  const document = documents.get(uri);
  if (!document) return;
  const path = pathOf(uri);
  const paper = path === undefined ? undefined : await paperAround(path, documents);
  if (paper === undefined) return findings.setOwn(uri, new Map([[uri, lintPaper(document.getText(), { file: uri })]]));
  if (paper.path.endsWith(".bib") || documents.get(uri) === undefined) return;
  const found = new Map<string, Problem[]>();
  for (const problem of lintPaper(paper.text, paper.files)) {
    const at = documents.uriOf(problem.file);
    found.set(at, [...(found.get(at) ?? []), problem]);
  }
  findings.setOwn(documents.uriOf(paper.path), found);
  findings.publish(uri);
}
