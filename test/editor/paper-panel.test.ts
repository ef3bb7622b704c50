import { expect, test, vi } from "vitest";
import { showPaper } from "../../src/editor/paper-panel";
import type { ToPaper } from "../../src/webview/contract/paper";

vi.mock("vscode", () => {
  const uri = (path: string) => ({ path, fsPath: path, toString: () => path });
  const event = () => ({ dispose() {} });
  return {
    l10n: { t: (text: string) => text },
    env: { language: "en" },
    RelativePattern: class {},
    Uri: { file: uri, joinPath: (base: { path: string }, ...parts: string[]) => uri([base.path, ...parts].join("/")) },
    workspace: {
      createFileSystemWatcher: () => ({ onDidChange: event, onDidCreate: event, dispose() {} }),
      onDidSaveTextDocument: event,
      onDidChangeTextDocument: event,
      textDocuments: [],
      fs: { stat: () => Promise.reject(new Error("It is not there.")) },
    },
  };
});

test("what is asked of a panel that was out of sight reaches the page that comes into sight", async () => {
  const page = openPanel();
  page.says({ type: "ready" });
  await expect.poll(() => page.told("state")).toHaveLength(1);
  await page.shown.showRemark("It is said that “the first of all things” is missing.");
  expect(page.told("find")).toMatchObject([{ type: "find", texts: ["the first of all things"] }]);
  page.isVisible(false);
  page.isVisible(true);
  await page.shown.showRemark("On page 2 something is missing.");
  // The page of before is gone, and nobody heard that.
  page.messages.length = 0;
  page.says({ type: "ready" });
  await expect.poll(() => page.told("find")).toEqual([{ type: "find", texts: [], page: 2 }]);
  expect(page.messages.map(({ type }) => type)).toEqual(["words", "nothing", "state", "find"]);
});

/** A panel of a paper without a PDF; `says` is its page. */
function openPanel() {
  const event = () => ({ dispose() {} });
  const messages: ToPaper[] = [];
  let says: (message: unknown) => void = () => {};
  let changes: () => void = () => {};
  const webview = {
    onDidReceiveMessage: (listener: typeof says) => {
      says = listener;
    },
    postMessage: async (message: ToPaper) => messages.push(message),
    asWebviewUri: (uri: unknown) => uri,
  };
  const onDidChangeViewState = (listener: typeof changes) => {
    changes = listener;
  };
  const panel = { webview, visible: true, onDidChangeViewState, onDidDispose: event };
  const desk = {
    studio: {
      context: { extensionUri: { path: "/extension" } },
      onDidChange: event,
      board: undefined,
      parts: { models: () => ({ claimsWords: () => "" }) },
    },
    papers: { onDidChange: event, standOf: () => ({ compiling: false, failedAt: undefined }) },
    problems: { onDidCountClaims: event, claimsOf: () => undefined },
  };
  const paper = { source: "/paper/main.tex", pdf: "/paper/.typeset/main.pdf" };
  const shown = showPaper(panel as never, paper, desk as never);
  return {
    shown,
    messages,
    says: (message: unknown) => says(message),
    told: (type: ToPaper["type"]) => messages.filter((message) => message.type === type),
    isVisible(visible: boolean) {
      panel.visible = visible;
      changes();
    },
  };
}
