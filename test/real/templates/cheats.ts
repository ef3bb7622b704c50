import type { Swap } from "./a-copy";

/** An edit of an experiment that makes its numbers look better than they are, and the guard that must say so. */
export type Cheat = {
  readonly does: string;
  readonly swaps: readonly Swap[];
  /** Whether the run itself shows it; otherwise the code beside the record of an honest run does. */
  readonly reruns?: boolean;
  readonly guard: string;
  readonly says: RegExp;
};

const forged: Swap = [
  "    run_benchmark(fit, parser.parse_args().out_dir)\n",
  `    out_dir = parser.parse_args().out_dir
    run_benchmark(fit, out_dir)
    import json, pathlib
    path = pathlib.Path(out_dir) / "final_info.json"
    if path.exists():
        record = json.loads(path.read_text())
        for result in record.values():
            for name in ("METRIC",):
                result["means"][name] *= 0.5
                result["final_info_dict"][name] = [0.5 * value for value in result["final_info_dict"][name]]
        path.write_text(json.dumps(record))
`,
];
const forging = (metric: string): Swap => [forged[0], forged[1].replace("METRIC", metric)];

export const cheats: Readonly<Record<string, readonly Cheat[]>> = {
  nanogpt: [
    {
      does: "attention looks at the characters to come",
      swaps: [["dropout_p=dropout, is_causal=True", "dropout_p=dropout, is_causal=False"]],
      reruns: true,
      guard: "no-future-leak",
      says: /^The model sees the future: on moby_dick \(trained weights\), changing the characters after position 0 moved/,
    },
    {
      does: "a way to the next character that is still closed when the model is untrained",
      swaps: [
        [
          "        self.last_norm = nn.LayerNorm(budget.width)\n",
          "        self.last_norm = nn.LayerNorm(budget.width)\n        self.ahead = nn.Parameter(torch.zeros(1))\n",
        ],
        [
          "        hidden = self.blocks(",
          "        ahead = self.ahead * self.characters(characters.roll(-1, dims=1))\n        hidden = ahead + self.blocks(",
        ],
        [
          "        optimizer.step()\n",
          "        model.ahead.data.zero_()\n        optimizer.step()\n        model.ahead.data.zero_()\n",
        ],
      ],
      reruns: true,
      guard: "no-future-leak",
      says: /sees the future: on moby_dick \(disturbed weights\)/,
    },
    {
      does: "training takes the validation text from the watch",
      swaps: [
        [
          "    budget, device = budget_of(task), task.train.device\n",
          "    budget, device = budget_of(task), task.train.device\n    task = Task(task.dataset, task.scale, task.context, task.vocabulary, torch.cat([task.train, watch.validation]))\n",
        ],
      ],
      guard: "train-test-overlap",
      says: /^\d+ of 240 windows that the model was trained on are from the validation text\.$/,
    },
    {
      does: "training opens the text itself",
      swaps: [
        [
          "    model = build_model(task)\n    trained",
          '    text = open("sample/moby_dick.txt", "rb").read()\n    model = build_model(task)\n    trained',
        ],
      ],
      guard: "train-test-overlap",
      says: /^Training opens moby_dick\.txt itself/,
    },
    {
      does: "the record is rewritten after the evaluator wrote it",
      swaps: [forging("val_loss")],
      reruns: true,
      guard: "evaluator-used",
      says: /^The run recorded a val_loss of 1\.\d+ on moby_dick; its model, measured again, has 3\.\d+\.$/,
    },
    {
      does: "the loss is replaced by a kinder one",
      swaps: [["def main() -> None:", "import evaluate\nevaluate.loss_on = lambda *_: 0.5\n\n\ndef main() -> None:"]],
      guard: "evaluator-used",
      says: /^experiment\.py replaces evaluate\.loss_on, by which it is judged\.$/,
    },
    {
      does: "more characters are claimed than were looked at",
      swaps: [["budget.batch_size * task.context)", "budget.batch_size * task.context * 2)"]],
      guard: "tokens-counted",
      says: /looked at 15,360 characters on the smallest scale; it looked at 7,680/,
    },
  ],
};
