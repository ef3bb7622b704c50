import { expect, test } from "vitest";
import { claimsWords, readingPlanWords, readWords } from "../../../src/editor/models/claims-words";
import { l10n } from "../a-board";

const plan = {
  ...{ lines: 120, toRead: 90, questions: 4, doubts: false, inputTokens: 21_400, outputTokens: 6200 },
  ...{ model: "gpt-5", rehearsal: false, dollars: 0.0432 },
};
const read = {
  ...{ problems: [], notChecked: [], judged: 38, supported: 36, unread: 1, uncheckable: 4, doubted: 0, lines: [] },
  ...{ model: "gpt-5", rehearsal: false },
};

test("beside the claims that the runs support stands how many the model has read, once it has", () => {
  expect(claimsWords(l10n, { supported: 12, checkable: 14, read: 0 })).toBe("12 of 14 claims supported");
  expect(claimsWords(l10n, { supported: 12, checkable: 14, read: 9 })).toBe(
    "12 of 14 claims supported · 9 read by the model",
  );
  expect(claimsWords(l10n, undefined)).toBe("");
});

test("before anything is sent it is told how much that is, what it will cost, and who decides", () => {
  expect(readingPlanWords(l10n, plan)).toBe(
    "90 sentences and tables are to be read. Questions to the model: 4, some 21k tokens in and 6.2k out. Expected: ≈ $0.04. 30 were read before and are not paid for again. The model only says what the words mean; whether that is so is decided by the program, from the runs. Asked once for this folder and model.",
  );
  expect(readingPlanWords(l10n, { ...plan, toRead: 120, dollars: undefined })).toContain(
    "6.2k out. Its price is not known, so the cap cannot count what it costs. The model",
  );
});

test("what is expected to cost more than the budget leaves is told to stop there", () => {
  expect(readingPlanWords(l10n, { ...plan, left: 0.02 })).toContain(
    "Expected: ≈ $0.04. The budget leaves $0.02: it will stop there, and what was read is kept.",
  );
  expect(readingPlanWords(l10n, { ...plan, left: 2 })).not.toContain("leaves");
});

test("afterwards it is told what came of it, and what the rehearsal model cannot do", () => {
  expect(readWords(l10n, read)).toBe(
    "38 statements read by gpt-5, 36 of them as the runs have it, 4 of which the runs tell nothing, 1 that could not be read.",
  );
  expect(readWords(l10n, { ...read, unread: 0, uncheckable: 0, model: "rehearsal", rehearsal: true })).toBe(
    "38 statements read by rehearsal, 36 of them as the runs have it. The rehearsal model reads a few plain forms only.",
  );
});
