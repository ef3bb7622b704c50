import type { FromCampaign } from "../contract/campaign";
import { CampaignView } from "./campaign-view";

/** What VS Code gives to the script of a panel. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromCampaign): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const host = acquireVsCodeApi();
const root = document.getElementById("campaign");
if (root) {
  const view = new CampaignView(root, host);
  window.addEventListener("message", ({ data }) => view.receive(data));
  view.begin();
}
