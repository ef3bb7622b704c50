import { expect, test } from "vitest";
import { sandboxItem } from "../../src/adapters/setup/sandbox-item";

test("the setup says whether runs are kept apart, and what does it where they are not", () => {
  const there = { type: "bubblewrap", version: "0.8.0", network: false, command: [] } as const;
  expect(sandboxItem(there, "auto", "linux")).toMatchObject({ state: "ok", value: "bubblewrap 0.8.0" });
  expect(sandboxItem({ type: "none", reason: "bubblewrap is not installed." }, "auto", "linux")).toMatchObject({
    state: "warning",
    text: "Runs have no sandbox: bubblewrap is not installed.",
    remedy: { how: "type", line: "sudo apt install bubblewrap" },
  });
  const forbidden = sandboxItem({ type: "none", reason: "This system does not let it." }, "auto", "linux");
  expect(forbidden.fix).toContain("user namespaces");
  expect(forbidden.remedy).toBeUndefined();
  expect(sandboxItem({ type: "none", reason: "" }, "auto", "darwin").fix).toContain("Use Linux");
  expect(sandboxItem({ type: "none", reason: "" }, "off", "linux")).toMatchObject({ state: "ok", value: "off" });
});
