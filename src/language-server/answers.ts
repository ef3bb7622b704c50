import {
  CompletionRequest,
  CompletionTriggerKind,
  DefinitionRequest,
  HoverRequest,
  InlayHintRequest,
  type Position,
  PrepareRenameRequest,
  type ProtocolConnection,
  ReferencesRequest,
  RenameRequest,
} from "vscode-languageserver-protocol";
import { type Asked, askedAt } from "./asked";
import { completionAt } from "./completion";
import { definitionAt, referencesAt } from "./definition";
import type { Desk } from "./desk";
import { hoverAt, hoverOfCitation } from "./hover";
import { marksIn } from "./inlay";
import { renamable, renameAt } from "./rename";
import { WriteResultsRequest, writeResultsTex } from "./results-tex";

type Place = { readonly textDocument: { readonly uri: string }; readonly position: Position };

/** Answers what the editor asks about a place in a paper: each from one reading of the paper as it stands. */
export function answerQuestions(connection: ProtocolConnection, desk: Desk): void {
  const { documents } = desk;
  const at = async ({ textDocument: { uri }, position }: Place): Promise<Asked | undefined> => {
    const paper = await desk.paperAt(uri);
    return paper && askedAt(paper, uri, position);
  };
  connection.onRequest(HoverRequest.type, async (place) => {
    const { uri } = place.textDocument;
    const asked = await at(place);
    if (asked) return hoverAt(asked);
    const paper = await desk.checkedPaperAt(uri);
    const cited = paper && askedAt(paper, uri, place.position);
    return cited ? hoverOfCitation(cited) : null;
  });
  connection.onRequest(DefinitionRequest.type, async (place) => {
    const asked = await at(place);
    return asked ? definitionAt(asked, documents) : null;
  });
  connection.onRequest(CompletionRequest.type, async ({ context, ...place }) => {
    const asked = await at(place);
    const bySign = context?.triggerKind === CompletionTriggerKind.TriggerCharacter;
    return asked ? completionAt(asked, { asMacros: desk.numbersAsMacros, bySign }) : null;
  });
  connection.onRequest(WriteResultsRequest.type, async ({ uri }) => writeResultsTex(await desk.paperAt(uri)));
  connection.onRequest(PrepareRenameRequest.type, async (place) => {
    const asked = await at(place);
    return asked ? renamable(asked) : null;
  });
  connection.onRequest(RenameRequest.type, async ({ newName, ...place }) => {
    const asked = await at(place);
    return asked ? renameAt(asked, newName, documents) : null;
  });
  connection.onRequest(InlayHintRequest.type, async ({ textDocument: { uri }, range }) => {
    const paper = desk.markCheckedNumbers ? await desk.paperAt(uri) : undefined;
    return paper ? marksIn(paper, uri, range) : [];
  });
  connection.onRequest(ReferencesRequest.type, async ({ context, ...place }) => {
    const asked = await at(place);
    return asked ? referencesAt(asked, documents, context.includeDeclaration) : null;
  });
}
