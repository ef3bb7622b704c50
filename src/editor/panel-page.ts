import * as vscode from "vscode";

/** The page of a panel: its script and its style and nothing else may be loaded; pictures come from the folders that it was given. */
export function panelPage(webview: vscode.Webview, extension: vscode.Uri, title: string): string {
  const at = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replaceAll(/[&<>"]/g, "")}</title>
<link rel="stylesheet" href="${at("dist", "webview", "experiments.css")}">
<link rel="stylesheet" href="${at("media", "webview", "experiments.css")}">
</head>
<body><main id="experiments" aria-busy="true"></main><script nonce="${nonce}" src="${at("dist", "webview", "experiments.js")}"></script></body>
</html>`;
}
