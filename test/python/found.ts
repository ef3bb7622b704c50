import { pythonConcerns } from "../../src/python/concerns";
import { policyOf } from "../../src/python/policy";
import { TemplateManifest } from "../../src/research/template";

const manifest = TemplateManifest.parse({
  locked: { "evaluate.py": "0".repeat(64) },
  metrics: { loss: { direction: "lower" } },
  requirements: ["torch>=2", "scikit-learn", "matplotlib"],
  data: ["data"],
  seeds: 3,
});

/** What one rule says about a change of experiment.py, as `line message`, or `first-last message`. */
export function found(
  rule: string,
  after: string,
  before: string | null = "",
  changes: Partial<TemplateManifest> = {},
): string[] {
  const policy = policyOf({ ...manifest, ...changes }, ["experiment.py", "helpers.py", "layers/attention.py"]);
  return pythonConcerns([{ path: "experiment.py", before, after }], policy)
    .filter((one) => one.rule === rule)
    .map(({ line, endLine, message }) => `${line}${endLine ? `-${endLine}` : ""} ${message}`);
}

/** Their lines alone. */
export function linesOf(
  rule: string,
  after: string,
  before: string | null = "",
  changes: Partial<TemplateManifest> = {},
): string[] {
  return found(rule, after, before, changes).map((text) => text.split(" ", 1)[0]!);
}
