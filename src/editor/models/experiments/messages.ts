import { FromPanel } from "../../../webview/contract/experiments";

/** What the panel said, or undefined when it is nothing that a panel says. */
export function readFromPanel(message: unknown): FromPanel | undefined {
  return FromPanel.safeParse(message).data;
}
