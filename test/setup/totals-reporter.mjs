import fs from "node:fs";
import path from "node:path";

/**
 * A reporter for vitest that writes to $TOTALS_FILE what the last line of `npm test` counts:
 * `{passed, failed, skips: [{name, reason}]}`. A file or a group of tests that could not run counts as one failure.
 */
export default class TotalsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = groups.filter((group) => group.errors().length > 0).length + unhandledErrors.length;
    const totals = {
      passed: tests.filter((test) => test.result().state === "passed").length,
      failed: tests.filter((test) => ["failed", "pending"].includes(test.result().state)).length + broken,
      skips: tests.filter((test) => test.result().state === "skipped").map(skipOf),
    };
    const file = process.env.TOTALS_FILE;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(totals));
  }
}

function skipOf(test) {
  const reason = test.result().note ?? (test.options.mode === "todo" ? "to be written" : "no reason given");
  return { name: test.fullName, reason };
}
