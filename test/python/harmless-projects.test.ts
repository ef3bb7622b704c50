import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { movesIn } from "../../src/adapters/language-model/rehearsal/moves";
import { applyEdits } from "../../src/engine/edits/apply-edits";
import { pythonConcerns } from "../../src/python/concerns";
import { policyOf } from "../../src/python/policy";
import { pythonSyntaxProblem } from "../../src/python/syntax";
import { TemplateManifest } from "../../src/research/template";
import { readTranscript } from "../fakes/transcript";
import { BASES } from "./corpus/projects";

describe.each(Object.entries(BASES))("the project whose evaluation is %s", (_, { files, policy }) => {
  test.each(Object.keys(files).filter((path) => !policy.locked.includes(path)))(
    "%s as a new file has no concern",
    (path) => {
      expect(pythonConcerns([{ path, before: null, after: files[path]! }], policy)).toEqual([]);
    },
  );

  test("no edit that the rehearsal can make of it has a concern", () => {
    const moves = movesIn(files).filter(({ path }) => !policy.locked.includes(path));
    const found = moves.flatMap(({ path, name, apply }) => {
      const after = apply(files[path]!);
      return after === undefined
        ? []
        : pythonConcerns([{ path, before: files[path]!, after }], policy).map((one) => `${name}: ${one.rule}`);
    });
    expect(moves.length).toBeGreaterThan(3);
    expect(found).toEqual([]);
  });
});

test.each(["character_model.py", "image_classifier.py"])(
  "a whole program of the usual kind has no concern: %s",
  (name) => {
    const after = readFileSync(join(__dirname, "../fixtures/programs", name), "utf8");
    const requirements = ["torch", "numpy", "tqdm", "matplotlib", "scikit-learn"];
    const manifest = { requirements, metrics: { accuracy: {}, best_val_loss_mean: {} }, seeds: 3, data: ["data"] };
    const policy = policyOf(TemplateManifest.parse(manifest));
    expect(pythonConcerns([{ path: "experiment.py", before: null, after }], policy)).toEqual([]);
    expect(pythonSyntaxProblem(after)).toBeUndefined();
  },
);

test("no edit of the recorded idea has a concern, each applied to a state that it fits", () => {
  const { files, answers, template } = readTranscript(join(__dirname, "../fixtures/transcripts/sampling-noise"));
  const policy = policyOf(template.manifest, Object.keys(files));
  const states = [{ ...files }];
  const changes = Object.entries(answers).filter(([step]) => /^(?:run|plots).*(?:change|attempt \d+)$/.test(step));
  const found = changes.flatMap(([, answer]) => {
    for (const state of [...states].reverse()) {
      const { files: edited, failures } = applyEdits(answer, state, { editable: template.manifest.editable });
      if (failures.length > 0 || Object.keys(edited).length === 0) continue;
      states.push({ ...state, ...edited });
      const edits = Object.entries(edited).map(([path, after]) => ({ path, before: state[path] ?? null, after }));
      return [pythonConcerns(edits, policy)];
    }
    return [];
  });
  expect(found).toEqual(changes.map(() => []));
  expect(found.length).toBeGreaterThanOrEqual(6);
});
