import { expect, test } from "vitest";
import { judgeReading } from "../../../src/claims/readings/judge-reading";
import { ClaimQuery } from "../../../src/research/claim-reading";
import { runsWith, studyOf } from "../a-study";

const PROGRAM = `
import torch
class Noise:
    def __init__(self, steps=1000, noise_schedule="linear"):
        if noise_schedule == "linear": pass
parser.add_argument("--noise_schedule", type=str, default="cosine", choices=["linear", "cosine"])
parser.add_argument("--num_timesteps", type=int, default=200)
noise = Noise(config.num_timesteps, noise_schedule=config.noise_schedule)
dropout = 0.2
label_smoothing = 0.0
use_ema = False
bias = True
head = nn.Linear(8, 8, bias=False)
drop = nn.Dropout(dropout)
smooth = label_smoothing
batch_size = 64
optimizer = torch.optim.AdamW(parameters, lr=1e-3)
`;
const NOTES = `# Title: Small
## Run 0: Teacher
Results: {'moons': {'error': 64.0}}
Description: Constant dropout 0.2. width 512, 1,248,770 parameters. All runs on one NVIDIA A10G (24 GB), PyTorch 2.2.2.

## Run 1: Student
Results: {'moons': {'error': 64.0}}
Description: The same with a width of 128, 82,562 parameters, batch size 128, lr 5e-4 (2e-4 on rings).

## Run 2: Student with momentum
Description: SGD with Nesterov momentum 0.9, num_timesteps halved from 200 to 100, minimum lr 1e-6, 1,000 further parameters. No EMA. The position embedding is removed.

## Run 3: Dropout grows
Description: dropout rises linearly from 0 to 0.3. Weight tying removed. Two layers are frozen for 5 epochs. Mixup 0.0. Batch size 2 times larger, weight decay reduced by 50%. 3 learning rates were tried.
`;
const data = { Teacher: [1, 2], Student: [2, 3], "Student with momentum": [2, 4], "Dropout grows": [3, 3] };
const texts = runsWith(data, ["moons", "rings"], (error) => ({ means: { error } }));
const { evidence } = studyOf({ ...texts, "experiment.py": PROGRAM, "notes.txt": NOTES });

function come(text: string, asked: object): string {
  const judged = judgedOr(text, asked);
  if (typeof judged === "string") return judged;
  const { judgement } = judged;
  return judgement.type === "fails" ? `${judgement.kind}: ${judgement.evidence}` : judgement.type;
}

function judgedOr(text: string, asked: object) {
  try {
    return judgeReading(evidence, ClaimQuery.parse(asked), text, { start: 0, end: text.length }) ?? "unread";
  } catch (error) {
    return (error as Error).name;
  }
}

test.each<[text: string, asked: object, comes: string]>([
  [
    "a linear schedule",
    { name: "noise_schedule", text: "linear" },
    "contradicted: the code has noise_schedule = cosine",
  ],
  ["a cosine schedule", { name: "noise_schedule", text: "cosine" }, "holds"],
  [
    "dropout of 0.1",
    { name: "dropout", run: 0, number: "0.1" },
    "contradicted: the notes on “Teacher” have dropout 0.2",
  ],
  ["dropout of 0.2", { name: "dropout", run: 0, number: "0.2" }, "holds"],
  ["a share of 0.5 that is kept", { name: "1 - dropout", run: 3, number: "0.5" }, "unmeasured"],
  ["up to 0.3", { name: "dropout", run: 3, number: "0.3" }, "holds"],
  [
    "up to 0.5",
    { name: "dropout", run: 3, number: "0.5" },
    "contradicted: the notes on “Dropout grows” have dropout 0, 0.3",
  ],
  [
    "a mean of 0.15",
    { name: "dropout", run: 3, number: "0.15" },
    "contradicted: the notes on “Dropout grows” have dropout 0, 0.3",
  ],
  ["six layers", { name: "layers", run: 3, number: "six" }, "UnknownName"],
  ["batches of 96", { name: "batch_size", run: 3, number: "96" }, "unmeasured"],
  ["a decay of 0.02", { name: "weight decay", run: 3, number: "0.02" }, "unmeasured"],
  ["a rate of 3e-4", { name: "lr", run: 3, number: "3e-4" }, "unmeasured"],
  ["batches of 32", { name: "batch_size", run: 0, number: "32" }, "unmeasured"],
  ["100 steps", { name: "num_timesteps", run: 2, number: "100" }, "holds"],
  [
    "50 steps",
    { name: "num_timesteps", run: 2, number: "50" },
    "contradicted: the notes on “Student with momentum” have num_timesteps 200, 100",
  ],
  ["300 steps", { name: "num_timesteps", run: 3, number: "300" }, "unmeasured"],
  ["a rate of 1e-3", { name: "lr", run: 1, number: "1e-3" }, "holds"],
  ["a rate of 3e-4", { name: "lr", run: 1, number: "3e-4" }, "contradicted: the notes on “Student” have lr 5e-4"],
  ["a rate of 0.01", { name: "lr", run: 2, number: "0.01" }, "unmeasured"],
  ["a momentum of 0.9", { name: "momentum", run: 2, number: "0.9" }, "holds"],
  [
    "a momentum of 0.95",
    { name: "momentum", run: 2, number: "0.95" },
    "contradicted: the notes on “Student with momentum” have momentum 0.9",
  ],
  ["twice the batch size", { name: "batch_size", run: 1, than: 0, number: "twice" }, "holds"],
  ["half the timesteps", { name: "num_timesteps", run: 2, than: 0, number: "half" }, "holds"],
])("of a run whose program is lost, “%s”, read as %j: %s", (text, asked, comes) => {
  expect(come(text, { kind: "setting", ...asked })).toBe(comes);
});

test.each<[text: string, asked: object, comes: string]>([
  ["1.25 million parameters", { of: "parameters", run: 0, number: "1.25 million" }, "holds"],
  [
    "1.35 million parameters",
    { of: "parameters", run: 0, number: "1.35" },
    "contradicted: the notes have parameters 1,248,770",
  ],
  ["two GPUs", { of: "gpus", number: "two" }, "contradicted: the notes have gpus 1"],
  ["one GPU", { of: "gpus", number: "one" }, "holds"],
  ["an NVIDIA A10G", { of: "gpu", text: "NVIDIA A10G" }, "holds"],
  ["an RTX 3090", { of: "gpu", text: "RTX 3090" }, "contradicted: the notes have NVIDIA A10G"],
  ["an accelerator", { of: "gpu", text: "accelerator" }, "unmeasured"],
  ["24 GB", { of: "memory", number: "24" }, "holds"],
  ["48 GB", { of: "memory", number: "48" }, "contradicted: the notes have memory 24"],
  ["under 2 GB", { of: "memory", number: "2", bound: "most" }, "unmeasured"],
  ["PyTorch 2.2", { of: "version", name: "PyTorch", text: "2.2" }, "holds"],
  ["PyTorch 2.3", { of: "version", name: "PyTorch", text: "2.3" }, "contradicted: the notes have PyTorch 2.2.2"],
  ["82,562 parameters", { of: "parameters", run: 1, number: "82,562" }, "holds"],
  [
    "85,562 parameters",
    { of: "parameters", run: 1, number: "85,562" },
    "contradicted: the notes have parameters 82,562",
  ],
  ["85,562 parameters", { of: "parameters", run: [2, 3], number: "85,562" }, "unmeasured"],
  [
    "a fifth of the parameters",
    { of: "parameters", run: 1, than: 0, number: "a fifth", means: 0.2, bound: "about" },
    "contradicted: “Student” has 82,562 parameters, “Teacher” 1,248,770",
  ],
  ["fifteen times fewer", { of: "parameters", run: [1], than: 0, number: "fifteen", means: 15, way: "lower" }, "holds"],
  ["fewer parameters", { of: "parameters", run: 1, than: 0, way: "lower" }, "holds"],
  [
    "as many parameters",
    { of: "parameters", run: 1, than: 0, way: "equal" },
    "contradicted: “Student” has 82,562 parameters, “Teacher” 1,248,770",
  ],
  ["adds 1,000 parameters", { of: "parameters", run: 2, than: 1, how: "difference", number: "1,000" }, "holds"],
  [
    "adds 2,000 parameters",
    { of: "parameters", run: 2, than: 1, how: "difference", number: "2,000" },
    "contradicted: the notes on “Student with momentum” have 1,000 further parameters",
  ],
])("the fact “%s”, read as %j, by the notes: %s", (text, asked, comes) => {
  expect(come(text, { kind: "fact", ...asked })).toBe(comes);
});

test.each<[asked: object, comes: string]>([
  [
    { names: ["momentum", "nesterov"], used: false, run: 2 },
    "overclaimed: the notes on “Student with momentum” say “Student with momentum”",
  ],
  [{ names: ["momentum"], used: false, run: 1 }, "unmeasured"],
  [{ names: ["position_embedding"], used: false, run: 2 }, "unmeasured"],
  [{ names: ["momentum"], used: false }, "holds"],
  [{ names: ["label_smoothing"], used: false }, "holds"],
  [{ names: ["label_smoothing"] }, "overclaimed: the code has label_smoothing = 0"],
  [{ names: ["ema"] }, "overclaimed: the code has ema = False"],
  [{ names: ["ema", "EMA"], used: false }, "holds"],
  [{ names: ["bias"], used: false }, "unmeasured"],
  [{ names: ["weight_tying"], used: false, run: 3 }, "unmeasured"],
  [{ names: ["weight_tying"], run: 3 }, "overclaimed: the notes on “Dropout grows” say “Weight tying removed.”"],
  [{ names: ["mixup"], used: false, run: 3 }, "unmeasured"],
  [{ names: ["nesterov"], run: 2 }, "unmeasured"],
  [{ names: ["pre_norm", "norm_first"] }, "unmeasured"],
  [{ names: ["weight_tying"] }, "unmeasured"],
])("the technique %j: %s", (asked, comes) => {
  expect(come("a technique", { kind: "feature", ...asked })).toBe(comes);
});
