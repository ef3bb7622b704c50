import { expect, test } from "vitest";
import { emptyLog, logText, withPiece } from "../../../src/editor/models/log-text";
import { l10n } from "../a-board";

const piece = (text: string, skipped = 0) => ({ text, skipped });
const shown = (log: typeof emptyLog) => logText(l10n, log, ["/jobs/1/stdout.log", "/jobs/1/stderr.log"]);

test("a log is what was printed, piece after piece", () => {
  const log = [piece("epoch 1\nepo"), piece("ch 2\n")].reduce(withPiece, emptyLog);
  expect(shown(log)).toBe("epoch 1\nepoch 2\n");
});

test("before anything was printed, that is said", () => {
  expect(shown(emptyLog)).toBe("Nothing was printed yet.");
});

test("of a progress bar only the last state is shown, as on a terminal; colours are gone", () => {
  const log = withPiece(emptyLog, piece("10 %\r 50 %\r100 %\r\n\u001b[32mdone\u001b[0m\r\n\u001b]0;title\u0007next\r"));
  expect(shown(log)).toBe("100 %\ndone\nnext");
});

test("of a huge log the end is shown, from the beginning of a line, and where the whole is", () => {
  const line = `${"x".repeat(99)}\n`;
  const pieces = Array.from({ length: 12 }, () => piece(line.repeat(1000)));
  const log = pieces.reduce(withPiece, emptyLog);
  const text = shown(log);
  expect(text.split("\n")[0]).toBe(
    `[${(log.skippedBytes / 1e6).toFixed(1)} MB before this are not shown. The whole log: /jobs/1/stdout.log, /jobs/1/stderr.log]`,
  );
  expect(log.skippedBytes + log.text.length).toBe(1_200_000);
  expect(log.text.startsWith("xxx")).toBe(true);
  expect(log.text.length).toBeLessThanOrEqual(1_000_000);
});

test("what was too much to be read at once leaves no gap unsaid", () => {
  const log = [piece("ä\n"), piece("the end\n", 5_000_000)].reduce(withPiece, emptyLog);
  expect(log).toEqual({ text: "the end\n", skippedBytes: 5_000_003 });
});
