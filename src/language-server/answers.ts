import {
  DefinitionRequest,
  HoverRequest,
  type Position,
  type ProtocolConnection,
  ReferencesRequest,
} from "vscode-languageserver-protocol";
import { type Asked, askedAt } from "./asked";
import { definitionAt, referencesAt } from "./definition";
import type { Desk } from "./desk";
import { hoverAt } from "./hover";

type Place = { readonly textDocument: { readonly uri: string }; readonly position: Position };

/** Answers what the editor asks about a place in a paper: each from one reading of the paper as it stands. */
export function answerQuestions(connection: ProtocolConnection, desk: Desk): void {
  const { documents } = desk;
  const at = async ({ textDocument: { uri }, position }: Place): Promise<Asked | undefined> => {
    const paper = await desk.paperAt(uri);
    return paper && askedAt(paper, uri, position);
  };
  connection.onRequest(HoverRequest.type, async (place) => {
    const asked = await at(place);
    return asked ? hoverAt(asked) : null;
  });
  connection.onRequest(DefinitionRequest.type, async (place) => {
    const asked = await at(place);
    return asked ? definitionAt(asked, documents) : null;
  });
  connection.onRequest(ReferencesRequest.type, async ({ context, ...place }) => {
    const asked = await at(place);
    return asked ? referencesAt(asked, documents, context.includeDeclaration) : null;
  });
}
