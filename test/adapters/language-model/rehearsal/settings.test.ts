import { expect, test } from "vitest";
import { blocksBetween } from "../../../../src/adapters/language-model/rehearsal/blocks";
import { lineChanges } from "../../../../src/adapters/language-model/rehearsal/line-diff";
import { movesIn } from "../../../../src/adapters/language-model/rehearsal/moves";
import { withLabels } from "../../../../src/adapters/language-model/rehearsal/plot-labels";
import { settingsIn, withValue } from "../../../../src/adapters/language-model/rehearsal/settings";
import { intervalIn, numberIn, tableRows } from "../../../../src/adapters/language-model/rehearsal/tables";
import { changeSentence, metricLabel, printed, tally } from "../../../../src/adapters/language-model/rehearsal/wording";

const PROGRAM = `"""learning_rate = 7 in a docstring is prose."""
LEARNING_RATE = 3e-4  # of AdamW
SCHEDULE: str = "linear"  # or "cosine"
seed = 3
@dataclass
class Config:
    hidden_width: int = 128
    dropout: float = 0.0
parser.add_argument("--weight-decay", type=float, default=1e-2)
parser.add_argument("--kernel", default="rbf", choices=["rbf", "laplace"])
def train(momentum=0.9):
    batch_size = 64
    optimizer = SGD(lr=0.1)
fit(batch_size=32)
`;

test("settings are found in every usual form, prose and ambiguity left out", () => {
  const found = settingsIn("experiment.py", PROGRAM).map(({ name, value, form }) => [name, value, form]);
  expect(found).toEqual([
    ["LEARNING_RATE", "3e-4", "constant"],
    ["SCHEDULE", '"linear"', "constant"],
    ["seed", "3", "constant"],
    ["hidden_width", "128", "field"],
    ["dropout", "0.0", "field"],
    ["weight_decay", "1e-2", "argument"],
    ["kernel", '"rbf"', "argument"],
    ["momentum", "0.9", "keyword"],
    ["lr", "0.1", "keyword"],
  ]);
});

test("a value is replaced in its place, and the choices of a word are known", () => {
  const settings = settingsIn("experiment.py", PROGRAM);
  const width = settings.find(({ name }) => name === "hidden_width")!;
  expect(withValue(PROGRAM, width, "64")).toBe(PROGRAM.replace("128", "64"));
  expect(settings.find(({ name }) => name === "SCHEDULE")!.choices).toEqual(['"cosine"']);
  expect(settings.find(({ name }) => name === "kernel")!.choices).toEqual(['"laplace"']);
});

test("moves never touch seeds, data, evaluation or budgets", () => {
  const text =
    'seed = 1\nn_test = 3.5\nnum_epochs = 10\neval_noise = 0.1\nnoise = 0.2\ndataset = "a"  # or "b"\nout_dir = "x"\nridge = 1e-3\n';
  expect(movesIn({ "experiment.py": text }).map(({ name }) => name)).toEqual(["A tenth of the ridge", "Tenfold ridge"]);
});

test.each([
  ["over lines", 'labels = {\n    "run_0": "Baseline",\n}\nx = 1\n', 'labels = {\n    "run_0": "A",\n}\nx = 1\n'],
  [
    "in one line, with a type",
    'labels: dict[str, str] = {"run_0": "B} #"}  # the legend\n',
    'labels: dict[str, str] = {\n    "run_0": "A",\n}  # the legend\n',
  ],
  ["as a call", "    LABELS = dict(run_0='B')\n", '    LABELS = {\n        "run_0": "A",\n    }\n'],
  [
    "nowhere",
    "import os\nimport sys\n\nplot()\n",
    'import os\nimport sys\n\nlabels = {\n    "run_0": "A",\n}\n\nplot()\n',
  ],
])("labels are filled when they stand %s", (_, before, after) => {
  expect(withLabels(before, [["run_0", "A"]])).toBe(after);
});

test("the difference of two texts is sent as blocks that each stand once in the file", () => {
  const before = "a = 1\nfor x in y:\n    pass\nb = 1\nfor x in y:\n    pass\n";
  const after = "a = 1\nfor x in y:\n    pass\nb = 1\nfor x in y:\n    go(x)\n";
  expect(lineChanges(before.split("\n"), after.split("\n"))).toEqual([{ start: 5, end: 6, lines: ["    go(x)"] }]);
  const [block] = blocksBetween("e.py", before, after, "Go", "It must.");
  expect(before.split(`${block!.search}\n`)).toHaveLength(2);
  expect(before.replace(block!.search, block!.replace)).toBe(after);
});

test("tables, numbers and intervals are read as the prompts write them", () => {
  const [row] = tableRows("| a | b |\n| --- | --- |\n| -1.5e-3 (+2 %) | [-0.3, +1.25] |\n");
  expect(row).toEqual({ a: "-1.5e-3 (+2 %)", b: "[-0.3, +1.25]" });
  expect(numberIn(row!.a)).toBe(-0.0015);
  expect(intervalIn(row!.b)).toEqual([-0.3, 1.25]);
  expect(intervalIn("–")).toBeUndefined();
});

test("numbers are printed as precisely as their uncertainty allows, and verdicts keep their words", () => {
  const row = {
    dataset: "circle",
    metric: "kl_divergence",
    run: "X",
    mean: 0.2661,
    half: 0.0387,
    seeds: 3,
    difference: -0.2039,
    interval: [-0.348, -0.0598] as const,
    verdict: "better",
  };
  expect(printed(0.46981, 0.1463)).toBe("0.47");
  expect(printed(12.3456, undefined)).toBe("12.35");
  expect(metricLabel("kl_divergence")).toBe("KL divergence");
  expect(changeSentence(row, "KL divergence", "plain")).toBe(
    "On circle the KL divergence falls by 0.20 (95 % interval of the difference [-0.35, -0.06]), which counts as better.",
  );
  expect(tally([row, { ...row, verdict: "no clear difference" }])).toBe(
    "better on 1 of 2 data sets and not clearly different on 1",
  );
});
