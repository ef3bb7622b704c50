import { expect, test, vi } from "vitest";
import type { Board } from "../../src/editor/board";
import { resumeInterrupted } from "../../src/editor/resume-interrupted";
import type { Studio } from "../../src/editor/studio";
import { walk } from "../../src/editor/walk";
import { l10n } from "./a-board";

vi.mock("vscode", () => ({
  l10n: { t: (text: string, ...args: (string | number)[]) => l10n.t(text, ...args) },
  window: { setStatusBarMessage: () => undefined },
}));
vi.mock("../../src/editor/walk", () => ({ walk: vi.fn() }));

test("ideas of a campaign that cannot be read are not gone on with by themselves, others are", async () => {
  const begun = ["taken", "alone"].map((slug) => ({ slug, idea: { Name: slug }, view: {}, locked: false }));
  const problem = { slug: "broken", problem: "The journal is damaged.", ideas: ["taken"] };
  const board = {
    project: { campaigns: async () => [], campaignProblems: async () => [problem] },
    refreshBegun: async () => begun,
    ...{ walks: new Map(), campaigns: new Map() },
  } as unknown as Board;
  await resumeInterrupted({ board, log: { info: () => undefined } } as unknown as Studio, board);
  expect(vi.mocked(walk).mock.calls.map(([, idea]) => idea.Name)).toEqual(["alone"]);
});
