import fs from "node:fs";
import path from "node:path";

/**
 * A reporter for vitest that writes to $TOTALS_FILE what the last line of `npm test` counts:
 * `{passed, failed, skips: [{name, reason}], failures: [name and first line]}`. A file or a group of tests that could not run counts as
 * one failure.
 */
export default class TotalsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const failures = [
      ...tests.filter((test) => ["failed", "pending"].includes(test.result().state)).map(failureOf),
      ...groups.filter((group) => group.errors().length > 0).map(brokenGroup),
      ...unhandledErrors.map((error) => `outside of any test: ${firstLine(error)}`),
    ];
    const totals = {
      passed: tests.filter((test) => test.result().state === "passed").length,
      failed: failures.length,
      failures,
      skips: tests.filter((test) => test.result().state === "skipped").map(skipOf),
    };
    const file = process.env.TOTALS_FILE;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(totals));
  }
}

function failureOf(test) {
  return `${test.module.relativeModuleId} > ${test.fullName}: ${firstLine(test.result().errors?.[0]) || "it did not end"}`;
}

function brokenGroup(group) {
  const name =
    group.type === "module" ? group.relativeModuleId : `${group.module.relativeModuleId} > ${group.fullName}`;
  return `${name}: ${firstLine(group.errors()[0])}`;
}

function firstLine(error) {
  return String(error?.message ?? "").split("\n")[0];
}

function skipOf(test) {
  const reason = test.result().note ?? (test.options.mode === "todo" ? "to be written" : "no reason given");
  return { name: test.fullName, reason };
}
