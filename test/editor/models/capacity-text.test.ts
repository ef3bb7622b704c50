import { expect, test } from "vitest";
import { capacityTexts } from "../../../src/editor/models/capacity-text";
import { TemplateManifest } from "../../../src/research/template";
import { findings, measuredRun } from "../../fakes/study";
import { l10n } from "../a-board";

const manifest = TemplateManifest.parse({});

test("a run with twice the parameters says so beside its numbers, and one that is matched says nothing", () => {
  const [baseline, cosine] = [findings.baseline, findings.runs[0]!];
  const wide = measuredRun(2, "Double width", [1.5, 1.55, 1.6]);
  expect(capacityTexts(l10n, wide, [baseline, cosine, wide], manifest)).toEqual([
    "Not matched with “Baseline”: parameters +100 % (2000 / 1000)",
  ]);
  expect(capacityTexts(l10n, cosine, [baseline, cosine, wide], manifest)).toEqual([]);
});
