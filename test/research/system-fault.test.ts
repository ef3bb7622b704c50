import { expect, test } from "vitest";
import { sentenceOf } from "../../src/engine/step";
import { systemFault } from "../../src/research/system-fault";
import { Exit, exitOfError } from "../../src/terminal/exit-code";

function fault(code: string, syscall: string, path?: string): Error {
  return Object.assign(new Error(`${code}: as the system says it, ${syscall}`), { code, syscall, path });
}

test.each<[Error, RegExp]>([
  [fault("ENOSPC", "write"), /^The disk is full \(ENOSPC\)\. Free some space, then go on: .* is kept\.$/],
  [fault("ENOSPC", "open", "/study/x"), /^The disk is full at \/study\/x /],
  [fault("EDQUOT", "write"), /^Your quota of disk space is used up \(EDQUOT\)/],
  // What Node says where a folder is to be made on a disk that can only be read.
  [
    fault("ENOENT", "mkdir", "/study/.ai-scientist"),
    /^Nothing can be written at \/study\/\.ai-scientist: the disk can/,
  ],
])("%s says what to do, and is no fault of the program", (error, sentence) => {
  expect(sentenceOf(error)).toMatch(sentence);
  expect(exitOfError(error)).toBe(Exit.failed);
});

test("what else the system refuses is told in its own words; a file that is not there stays a fault of whoever asked for it", () => {
  const denied = fault("EACCES", "open", "/study/x");
  expect([sentenceOf(denied), exitOfError(denied)]).toEqual([denied.message, Exit.failed]);
  const gone = fault("ENOENT", "open", "/study/x");
  expect([systemFault(gone), exitOfError(gone)]).toEqual([undefined, undefined]);
});
