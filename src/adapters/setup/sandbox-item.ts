import type { SetupItem } from "../../engine/setup";
import type { Sandbox } from "../compute/sandbox/open-sandbox";
import { fixForNoSandbox } from "../compute/sandbox/why-no-sandbox";

/** Whether runs on this machine are kept from what is not theirs. An idea begins without it, and every run says so. */
export function sandboxItem(sandbox: Sandbox, wanted: "auto" | "off", platform: NodeJS.Platform): SetupItem {
  const known = { id: "sandbox", name: "Sandbox" } as const;
  if (sandbox.type === "bubblewrap") {
    const value = `bubblewrap ${sandbox.version}`;
    return { ...known, state: "ok", value, text: `Runs are kept in a sandbox by ${value}.`, fix: "" };
  }
  if (wanted === "off")
    return { ...known, state: "ok", value: "off", text: "Runs have no sandbox: compute.sandbox is off.", fix: "" };
  const { reason } = sandbox;
  const isAbsent = platform === "linux" && reason.startsWith("bubblewrap is not installed");
  return {
    ...known,
    ...{ state: "warning", value: "", text: `Runs have no sandbox: ${reason}`, fix: fixForNoSandbox(platform, reason) },
    ...(isAbsent ? { remedy: { how: "type", line: "sudo apt install bubblewrap" } } : {}),
  };
}
