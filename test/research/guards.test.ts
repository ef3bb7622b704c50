import { expect, test } from "vitest";
import { builtInGuards, failedGuards, guardsIn, guardWords, programGuards } from "../../src/research/guards";
import { readFinalInfo } from "../../src/research/metrics";
import { TemplateManifest } from "../../src/research/template";

const environment = { gpus: [], packages: {}, python: "3.11.7", trainableParameters: 10, wallSeconds: 3 };
const manifest = (given: object) => TemplateManifest.parse(given);

test("guards.json says which guards passed, in its own sentences", () => {
  const text = JSON.stringify({
    "no-future-leak": { passed: false, detail: "Logits up to 12 moved by 0.31\nwhen tokens after 12 changed." },
    "train-test-disjoint": { passed: true },
  });
  const guards = guardsIn(text, ["no-future-leak"]);
  expect(failedGuards(guards)).toEqual([
    "The guard “no-future-leak” failed: Logits up to 12 moved by 0.31 when tokens after 12 changed.",
  ]);
  expect(guardWords(guards)).toBe(
    "passed train-test-disjoint; failed no-future-leak (Logits up to 12 moved by 0.31 when tokens after 12 changed.)",
  );
});

test.each([
  ["nothing was written", undefined, "The guards wrote no guards.json."],
  ["the file was blanked and not written again", "", "The guards wrote no guards.json."],
  ["it is no JSON", "{", "guards.json is not what it must be."],
  ["it says something else", '{"no-future-leak": "fine"}', "guards.json is not what it must be."],
  ["it lacks a guard that the template names", "{}", "It is not in guards.json."],
])("the guard has failed when %s", (_, text, detail) => {
  expect(guardsIn(text, ["no-future-leak"])).toEqual([{ name: "no-future-leak", passed: false, detail }]);
});

test("a file that cannot be read fails even where the template names no guard", () => {
  expect(failedGuards(guardsIn("[]", []))).toEqual(["The guard “guards” failed: guards.json is not what it must be."]);
});

test("what needs no program is told apart from what the template's program must report", () => {
  const guards = ["finite-metrics", "environment", "seeds-differ", "tokens-seen", "no-future-leak"];
  expect(programGuards(manifest({ guards }))).toEqual(["no-future-leak"]);
});

test("a template may want recorded what a run saw", () => {
  const info = readFinalInfo('{"text": {"means": {"loss": 1.5}}}');
  const guards = builtInGuards(info, environment, manifest({ guards: ["tokens-seen", "wall-time"] }));
  expect(guards).toEqual([
    { name: "finite-metrics", passed: true, detail: "1 numbers, all finite." },
    {
      name: "tokens-seen",
      passed: false,
      detail: "The run did not record the training tokens that it saw in extra.json.",
    },
    { name: "wall-time", passed: true, detail: "3." },
  ]);
});

test("seeds must differ in some judged metric: an accuracy may be 1 for all of them, a loss is not the same by chance", () => {
  const info = (seeds: object) =>
    readFinalInfo(JSON.stringify({ sums: { means: { accuracy: 1, loss: 0.5, time: 3 }, final_info_dict: seeds } }));
  const wanted = manifest({ guards: ["seeds-differ"], metrics: { time: { judged: false } } });
  const saturated = info({ accuracy: [1, 1], loss: [0.4, 0.6], time: [3, 4] });
  const copied = info({ accuracy: [1, 1], loss: [0.5, 0.5], time: [3, 4] });
  expect(failedGuards(builtInGuards(saturated, environment, wanted))).toEqual([]);
  expect(failedGuards(builtInGuards(copied, environment, wanted))).toEqual([
    "The guard “seeds-differ” failed: All seeds gave the very same numbers on sums.",
  ]);
  expect(failedGuards(builtInGuards(copied, environment, manifest({})))).toEqual([]);
});
