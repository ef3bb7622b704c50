import * as vscode from "vscode";

const SCHEME = "ai-scientist-review";

/** Reviews and explanations as read-only texts: the text itself stands in the address, so nothing is kept and a reload shows the same. */
export function reviewDocuments(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: ({ query }) => query,
  });
}

export async function showReview(markdown: string, name: string): Promise<void> {
  await showText(markdown, `${name}.review`);
}

export async function showText(markdown: string, title: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}.md`, query: markdown });
  await vscode.commands.executeCommand("markdown.showPreview", uri);
}
