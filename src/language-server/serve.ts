import {
  CodeActionKind,
  CodeActionRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentSymbolRequest,
  ExitNotification,
  FoldingRangeRequest,
  InitializeRequest,
  type InitializeResult,
  InlayHintRefreshRequest,
  LogMessageNotification,
  MessageType,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  TextDocumentSyncKind,
} from "vscode-languageserver-protocol";
import { answerQuestions } from "./answers";
import { ClaimCounts, ClaimsNotification } from "./claim-counts";
import { byAddress, CompiledNotification, compiledIn } from "./compiled";
import { configurationIn, ProjectsNotification, projectsIn } from "./configuration";
import { correctionsFor } from "./corrections";
import { Desk } from "./desk";
import { OpenDocuments } from "./documents";
import { Findings } from "./findings";
import { foldingRanges } from "./folding";
import { CitationsNotification } from "./known-checks";
import { ClaimsReadNotification, readingsIn } from "./known-readings";
import { bibliographySymbols, symbolsOf } from "./symbols";

const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    documentSymbolProvider: true,
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    completionProvider: { triggerCharacters: ["{", ",", "."] },
    renameProvider: { prepareProvider: true },
    foldingRangeProvider: true,
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  },
  serverInfo: { name: "AI Scientist" },
};

/** Answers the editor for as long as it is there. Bad LaTeX and failing tools are logged at worst; nothing ends the server. */
export function serve(connection: ProtocolConnection): void {
  const documents = new OpenDocuments();
  const findings = new Findings(documents, (uri, diagnostics) => {
    void connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics });
  });
  const counts = new ClaimCounts((claims) => void connection.sendNotification(ClaimsNotification.type, claims));
  const desk = new Desk(documents, findings, counts, (error) => {
    void connection.sendNotification(LogMessageNotification.type, { type: MessageType.Error, message: String(error) });
  });
  followDocuments(connection, desk);
  answerQuestions(connection, desk);
  connection.onRequest(InitializeRequest.type, ({ initializationOptions }) => {
    desk.chktex = initializationOptions?.chktex !== false;
    desk.projects = projectsIn(initializationOptions);
    if (typeof initializationOptions?.memory === "string") desk.memory.file = initializationOptions.memory;
    if (typeof initializationOptions?.readings === "string") desk.readingsFile = initializationOptions.readings;
    if (typeof initializationOptions?.checks === "string") desk.checksFolder = initializationOptions.checks;
    return CAPABILITIES;
  });
  connection.onNotification(DidChangeConfigurationNotification.type, ({ settings }) => {
    desk.configure(configurationIn(settings));
    void connection.sendRequest(InlayHintRefreshRequest.type).catch(() => undefined);
  });
  connection.onNotification(ProjectsNotification.type, (params) => {
    desk.projects = projectsIn(params) ?? desk.projects;
    for (const { uri } of documents.all()) desk.saved(uri);
  });
  connection.onNotification(CitationsNotification.type, () => {
    for (const { uri } of documents.all()) desk.changed(uri, 0);
  });
  connection.onNotification(ClaimsReadNotification.type, (params) => {
    const read = readingsIn(params);
    if (read) desk.claimsRead(read).catch(desk.trouble);
  });
  connection.onNotification(CompiledNotification.type, (params) => {
    const compiled = compiledIn(params);
    if (!compiled) return;
    byAddress(compiled, documents)
      .then((found) => findings.setCompiled(compiled.uri, found))
      .catch(desk.trouble);
  });
  connection.onRequest(DocumentSymbolRequest.type, async ({ textDocument: { uri } }) => {
    if (!(await desk.paperAt(uri))) return [];
    const text = documents.get(uri)?.getText() ?? "";
    return uri.endsWith(".bib") ? bibliographySymbols(text) : symbolsOf(text);
  });
  connection.onRequest(FoldingRangeRequest.type, async ({ textDocument: { uri } }) =>
    (await desk.paperAt(uri)) ? foldingRanges(documents.get(uri)?.getText() ?? "", uri.endsWith(".bib")) : [],
  );
  connection.onRequest(CodeActionRequest.type, ({ textDocument: { uri }, context }) =>
    correctionsFor(uri, context.diagnostics),
  );
  connection.onRequest(ShutdownRequest.type, () => undefined);
  connection.onNotification(ExitNotification.type, () => process.exit(0));
}

function followDocuments(connection: ProtocolConnection, desk: Desk): void {
  connection.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument }) => {
    const { uri, languageId, version, text } = textDocument;
    desk.documents.open(uri, languageId, version, text);
    desk.saved(uri);
  });
  connection.onNotification(
    DidChangeTextDocumentNotification.type,
    ({ textDocument: { uri, version }, contentChanges }) => {
      desk.documents.change(uri, version, contentChanges);
      desk.changed(uri);
    },
  );
  connection.onNotification(DidSaveTextDocumentNotification.type, ({ textDocument: { uri } }) => desk.saved(uri));
  connection.onNotification(DidCloseTextDocumentNotification.type, ({ textDocument: { uri } }) => desk.closed(uri));
  connection.onNotification(DidChangeWatchedFilesNotification.type, () => {
    for (const { uri } of desk.documents.all()) desk.changed(uri);
  });
}
