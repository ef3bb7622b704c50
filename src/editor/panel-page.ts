import * as vscode from "vscode";

/** What a page is: its panel's name, which its script, its style and its element have, and its title. */
type Page = { readonly panel: "experiments" | "campaign" | "paper"; readonly title: string };

/** What a panel may do beside the others: one that shows PDFs reads them in a thread of its own, with colours of its own making. */
const MORE: Record<Page["panel"], (source: string) => readonly string[]> = {
  experiments: () => [],
  campaign: () => [],
  paper: (source) => [`connect-src ${source}`, "worker-src blob:"],
};

/** The page of a panel: its script and its style and nothing else may be loaded; pictures come from the folders that it was given. */
export function panelPage(webview: vscode.Webview, extension: vscode.Uri, { panel, title }: Page): string {
  const at = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    ...MORE[panel](webview.cspSource),
  ].join("; ");
  // What the script's own packages bring, before what we say.
  const sheets = panel === "experiments" ? [at("dist", "webview", "experiments.css")] : [];
  const ours = ["panel", panel].map((name) => at("media", "webview", `${name}.css`));
  const styles = [...sheets, ...ours].map((address) => `<link rel="stylesheet" href="${address}">`).join("\n");
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replaceAll(/[&<>"]/g, "")}</title>
${styles}
</head>
<body><main id="${panel}" aria-busy="true" data-worker="${at("dist", "pdfjs", "pdf.worker.mjs")}"></main><script type="module" nonce="${nonce}" src="${at("dist", "webview", `${panel}.js`)}"></script></body>
</html>`;
}
