import { expect, test } from "vitest";
import type { Evidence } from "../../../src/claims/evidence";
import { judgeReading } from "../../../src/claims/readings/judge-reading";
import { smallSumIn } from "../../../src/claims/readings/small-sums";
import { vocabularyOf } from "../../../src/claims/readings/vocabulary";
import { wordsOfQuery } from "../../../src/claims/readings/words-of-query";
import { codeFacts, mergedFacts } from "../../../src/python/code-facts";
import { ClaimQuery } from "../../../src/research/claim-reading";
import { Environment } from "../../../src/research/environment";
import { libraryFor } from "../marked-papers";

const PLAIN = `
import torch
from torch.optim.lr_scheduler import CosineAnnealingLR
width, heads = 96, 4
rates = [0.1, 0.01, 0.001]
num_seeds = {"circle": 3, "dino": 1}
drop = nn.Dropout(0.1)
batch_size = 64 if dataset == "dino" else 32
torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
if step % 500 == 0: evaluate(points[:10000])
`;
const WARM = `${PLAIN}warmup_steps = 200\nscaler = torch.cuda.amp.GradScaler()\nwith torch.autocast("cuda"): pass\n`;

/** Run 0 was made with the plain program, run 1 with one that warms up in mixed precision; those of the others are lost. */
const evidence: Evidence = (() => {
  const known = libraryFor("% study: two_branch_denoiser").evidence;
  const [plain, warm] = [codeFacts(PLAIN), codeFacts(WARM)];
  const environments = [
    Environment.parse({
      ...{ python: "3.11.4", cpu: "AMD EPYC 7742", cores: 64, memoryGb: 251.7, os: "Ubuntu 22.04" },
      ...{ gpus: ["NVIDIA A100-SXM4-80GB"], gpuMemoryMb: [81920], packages: { torch: "2.1.0+cu118" } },
      trainableParameters: 148_226,
    }),
  ];
  const code = [plain, warm];
  const runs = known.runs.map((run, at) => ({ ...run, code: code[at], environment: environments[at] }));
  return { ...known, runs, code: mergedFacts(code), environments, notes: "", description: "" };
})();

function come(text: string, asked: object, held = evidence): string {
  try {
    const judged = judgeReading(held, ClaimQuery.parse(asked), text, { start: 0, end: text.length });
    if (!judged) return "unread";
    const { judgement } = judged;
    if (judgement.type !== "fails") return judgement.type;
    return `${judgement.kind}: ${judgement.evidence}${judgement.correction ? ` → ${judgement.correction}` : ""}`;
  } catch (error) {
    return (error as Error).name;
  }
}

test.each<[text: string, asked: object, comes: string]>([
  ["dropout with p = 0.1", { name: "Dropout.p", number: "0.1" }, "holds"],
  ["dropout with p = 0.2", { name: "Dropout.p", number: "0.2" }, "contradicted: the code has Dropout.p = 0.1"],
  ["10% dropout", { name: "dropout.p", number: "10%" }, "holds"],
  ["every 500 steps", { name: "step.every", number: "500" }, "holds"],
  ["every 250 steps", { name: "step.every", number: "250" }, "contradicted: the code has step.every = 500 → 500"],
  ["5000 points", { name: "points.first", number: "5000" }, "contradicted: the code has points.first = 10000 → 10000"],
  ["batches of 64 on dino", { name: "batch_size.dino", number: "64" }, "holds"],
  ["batches of 64", { name: "batch_size.else", number: "64" }, "contradicted: the code has batch_size.else = 32 → 32"],
  ["heads of 24", { name: "width / heads", number: "24" }, "holds"],
  ["heads of 32", { name: "width / heads", number: "32" }, "contradicted: the code has width / heads = 24 → 24"],
  ["heads of 23", { name: "(width - 1 * heads) / config.heads", number: "23" }, "holds"],
  ["heads of 32", { name: "width / people", number: "32" }, "UnknownName"],
  ["heads of 32", { name: "width ** heads", number: "32" }, "UnknownName"],
  ["a 4 of 3", { name: "3 + 1", number: "4" }, "UnknownName"],
  ["200 steps of warm-up", { name: "warmup_steps", run: 1, number: "200" }, "holds"],
  [
    "100 steps of warm-up",
    { name: "warmup_steps", run: 1, number: "100" },
    "contradicted: the code has warmup_steps = 200 → 200",
  ],
  [
    "200 steps of warm-up",
    { name: "warmup_steps", run: 0, number: "200" },
    "not-found: the program of “Baseline” has no warmup_steps; that of “Dual-Branch” has",
  ],
  ["100 steps of warm-up", { name: "warmup_steps", run: 2, number: "100" }, "unmeasured"],
])("the setting “%s”, read as %j: %s", (text, asked, comes) => {
  expect(come(text, { kind: "setting", ...asked })).toBe(comes);
});

test.each<[text: string, asked: object, comes: string]>([
  ["on an A100", { of: "gpu", text: "A100" }, "holds"],
  ["an A100 80GB GPU", { of: "gpu", text: "A100 80GB GPU" }, "holds"],
  [
    "on a V100",
    { of: "gpu", text: "V100" },
    "contradicted: the runs recorded NVIDIA A100-SXM4-80GB → NVIDIA A100-SXM4-80GB",
  ],
  ["an EPYC 7742", { of: "cpu", text: "EPYC 7742" }, "holds"],
  ["an EPYC 7742", { of: "cpu", text: "EPYC 7742", run: 1 }, "unmeasured"],
  [
    "Ubuntu 20.04",
    { of: "system", text: "Ubuntu 20.04" },
    "contradicted: the runs recorded Ubuntu 22.04 → Ubuntu 22.04",
  ],
  ["two GPUs", { of: "gpus", number: "two" }, "contradicted: the runs recorded gpus 1"],
  ["64 cores", { of: "cores", number: "64" }, "holds"],
  ["32 cores", { of: "cores", number: "32" }, "contradicted: the runs recorded cores 64 → 64"],
  ["256 GB", { of: "memory", number: "256" }, "holds"],
  ["Python 3.11", { of: "version", name: "Python", text: "3.11" }, "holds"],
  [
    "PyTorch 1.13",
    { of: "version", name: "PyTorch", text: "1.13" },
    "contradicted: the runs recorded PyTorch 2.1.0+cu118 → 2.1.0",
  ],
  ["JAX 0.4", { of: "version", name: "JAX", text: "0.4" }, "unmeasured"],
  ["PyTorch 2.1", { of: "version", name: "PyTorch", text: "2.2" }, "unread"],
  ["in PyTorch", { of: "library", text: "PyTorch" }, "holds"],
  ["in TensorFlow", { of: "library", text: "TensorFlow" }, "not-found: no program imports TensorFlow"],
  ["in the AI Scientist", { of: "library", text: "AI Scientist" }, "unmeasured"],
  ["with the lr_scheduler package", { of: "library", text: "lr_scheduler" }, "holds"],
  ["148,226 parameters", { of: "parameters", number: "148,226" }, "holds"],
  ["about 0.148 million parameters", { of: "parameters", number: "0.148", bound: "about" }, "holds"],
  ["0.4M parameters", { of: "parameters", number: "0.4M" }, "contradicted: the runs recorded parameters 148,226"],
])("the fact “%s”, read as %j: %s", (text, asked, comes) => {
  expect(come(text, { kind: "fact", ...asked })).toBe(comes);
});

const MIXED = ["autocast", "torch.cuda.amp.GradScaler", "float16"];

test.each<[text: string, asked: object, comes: string]>([
  ["mixed precision", { names: MIXED }, "holds"],
  ["mixed precision", { names: MIXED, run: 1 }, "holds"],
  [
    "mixed precision",
    { names: MIXED, run: 0 },
    "not-found: the program of “Baseline” has none of autocast, torch.cuda.amp.GradScaler, float16; that of “Dual-Branch” has",
  ],
  ["mixed precision", { names: MIXED, run: 3 }, "holds"],
  ["label smoothing", { names: ["label_smoothing"] }, "not-found: no program has any of label_smoothing"],
  ["a moving average", { names: ["ema"] }, "not-found: no program has any of ema"],
  ["a cosine schedule", { names: ["cosine"] }, "holds"],
  ["residual connections", { names: ["residual", "skip"] }, "unmeasured"],
  ["without clipping", { names: ["clip_grad_norm_"], used: false }, "overclaimed: the code calls clip_grad_norm_"],
  ["without dropout", { names: ["p_drop"], used: false }, "holds"],
  ["without batches", { names: ["batch"], used: false }, "unmeasured"],
])("the feature “%s”, read as %j: %s", (text, asked, comes) => {
  expect(come(text, { kind: "feature", ...asked })).toBe(comes);
});

test("a feature that no program has is not told of where the notes speak of it, or where no program tells how things were done", () => {
  const asked = { kind: "feature", names: ["label_smoothing"] };
  expect(come("smoothed", asked, { ...evidence, notes: "Run 4: label smoothing of 0.1" })).toBe("unmeasured");
  const runs = evidence.runs.map((run) => ({ ...run, code: undefined }));
  expect(come("smoothed", asked, { ...evidence, runs, code: codeFacts("import matplotlib.pyplot as plt") })).toBe(
    "unmeasured",
  );
});

test("seeds are counted where they are said to be, and values of a setting as they are listed", () => {
  expect(come("three seeds", { kind: "count", of: "seeds", on: ["circle"], number: "three" })).toBe("holds");
  expect(come("5 seeds", { kind: "count", of: "seeds", on: ["circle"], number: "5" })).toMatch("contradicted");
  expect(come("three rates", { kind: "count", of: "values", name: "rates", number: "three" })).toBe("holds");
  expect(come("two rates", { kind: "count", of: "values", name: "rates", number: "two" })).toBe("unmeasured");
  expect(come("four rates", { kind: "count", of: "values", name: "rates", number: "four" })).toBe(
    "contradicted: the code has 3 values of rates",
  );
});

test("small arithmetic is names, numbers, four signs and brackets", () => {
  for (const text of ["a / b", "1 - frac_train", "2 * (a.b + 3) / c"]) expect(smallSumIn(text), text).toBeDefined();
  for (const text of ["", "a b", "a(3)", "a ** b", "-a", "(a", "a[0]", "a + ".repeat(30)])
    expect(smallSumIn(text), text).toBeUndefined();
});

test("the names are told without their values, with the run where only its program has one", () => {
  const names = vocabularyOf(evidence);
  expect(names).toContain("dropout.p");
  expect(names).toContain("step.every");
  expect(names).toContain("num_seeds.circle");
  expect(names).toContain("warmup_steps (run 1)");
  expect(names).toMatch(/^Called in the code: .*clip_grad_norm_/m);
  expect(names).not.toMatch(/0\.1|500|10000|200/);
});

test("names that look alike are told with where they stand; counters, results and what is handed on are not told", () => {
  const code = codeFacts(`
class Net:
    def __init__(self, hidden_dim=128, depth=3): pass
hidden_size = 256
correct_answers = 0
correct_answers += 1
betas = (0.9, 0.98)
net = Net(hidden_dim=hidden_size)
optimizer = AdamW(net.parameters(), lr=rate)
`);
  const names = vocabularyOf({ ...evidence, runs: evidence.runs.map((run) => ({ ...run, code })), code });
  expect(names).toContain("hidden_dim (in net)");
  expect(names).toMatch(/\bdepth[,\n]/);
  expect(names).not.toMatch(/correct_answers|net\.hidden_dim|adamw\.lr|betas\.1/);
});

test("what was read of the code is said in words", () => {
  const words = (asked: object, number = "") => wordsOfQuery(evidence, ClaimQuery.parse(asked), number);
  expect(words({ kind: "setting", name: "width / heads" }, "32")).toBe("setting width / heads = 32");
  expect(words({ kind: "fact", of: "version", name: "Python", text: "3.9" })).toBe("version of Python = 3.9");
  expect(words({ kind: "feature", names: ["autocast", "amp"], run: 1 })).toBe(
    "use of autocast or amp in Run 1 (“Dual-Branch”)",
  );
  expect(words({ kind: "feature", names: ["dropout"], used: false })).toBe("no use of dropout");
  expect(words({ kind: "count", of: "seeds", on: ["dino"] }, "five")).toBe("number of seeds on dino = five");
});
