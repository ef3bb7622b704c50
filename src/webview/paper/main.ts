import type { FromPaper } from "../contract/paper";
import { PaperView } from "./paper-view";
import { startWorker } from "./worker";

/** What VS Code gives to the script of a panel. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPaper): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const host = acquireVsCodeApi();
const root = document.getElementById("paper");
if (root) {
  const view = new PaperView(root, host, startWorker(root.dataset.worker ?? ""));
  window.addEventListener("message", ({ data }) => view.receive(data));
  host.postMessage({ type: "ready" });
}
