import "uplot/dist/uPlot.min.css";
import type { FromPanel } from "../contract/experiments";
import { ExperimentsView } from "./experiments-view";

/** What VS Code gives to the script of a panel. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const host = acquireVsCodeApi();
const root = document.getElementById("experiments");
if (root) {
  const view = new ExperimentsView(root, host);
  window.addEventListener("message", ({ data }) => view.receive(data));
  host.postMessage({ type: "ready" });
}
