import { expect, test, vi } from "vitest";
import type { Board } from "../../src/editor/board";
import { actOnCampaign, type CampaignDesk, startCampaign } from "../../src/editor/campaign-actions";
import { aCampaign } from "../fakes/campaign-view";
import { l10n } from "./a-board";

vi.mock("vscode", () => ({
  l10n: { t: (text: string, ...args: (string | number)[]) => l10n.t(text, ...args) },
  window: { showInputBox: async () => "2" },
}));

test("a new campaign does not take the place of one of the same name", async () => {
  const set = vi.fn();
  const board = { project: { campaigns: async () => [aCampaign([])], startCampaign: set } } as unknown as Board;
  const form = { name: "spring", ideas: [], further: 3, slots: 1, openEnded: false, accept: "ask" } as const;
  const begun = startCampaign({} as CampaignDesk, board, { ...form, ideas: [] });
  await expect(begun).rejects.toThrow("There is a campaign “spring” already: give this one another name.");
  expect(set).not.toHaveBeenCalled();
});

test("ideas are added while a campaign runs, for whoever runs it", async () => {
  const views = [aCampaign([])];
  const addToCampaign = vi.fn();
  const startCampaign = vi.fn();
  const board = { project: { campaigns: async () => views, addToCampaign, startCampaign } } as unknown as Board;
  await actOnCampaign({} as CampaignDesk, board, views, { type: "act", campaign: "spring", action: "addIdeas" });
  expect(addToCampaign).toHaveBeenCalledWith("spring", { count: 2, ideas: [] });
  expect(startCampaign).not.toHaveBeenCalled();
});
