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
  grokking: [
    {
      does: "training takes the validation half from the watch",
      swaps: [
        [
          "    model = build_model(task)\n    trained",
          "    both = torch.cat([task.pairs, watch.validation_pairs]), torch.cat([task.answers, watch.validation_answers])\n    task = Task(task.operation, task.scale, task.symbols, task.step_limit, *both)\n    model = build_model(task)\n    trained",
        ],
      ],
      guard: "train-test-overlap",
      says: /^61 of the 121 pairs that the model was trained on are validation pairs\.$/,
    },
    {
      does: "the model looks answers up that training never fed to it",
      swaps: [
        [
          "    return Fitted(model=model,",
          `    known = dict(zip(map(tuple, watch.validation_pairs.tolist()), watch.validation_answers.tolist()))
    learnt = model.forward
    model.forward = lambda pairs: learnt(pairs) + 99 * F.one_hot(torch.tensor([known.get(tuple(pair), 0) for pair in pairs.tolist()]), task.symbols)
    return Fitted(model=model,`,
        ],
      ],
      guard: "shuffled-labels",
      says: /^Trained on random answers, the model gives 100% of the random answers that it never saw; chance is 9%/,
    },
    {
      does: "the optimizer steps twice for each update that is reported",
      swaps: [["        optimizer.step()\n", "        optimizer.step()\n        optimizer.step()\n"]],
      guard: "updates-counted",
      says: /^Training takes 80 steps of the optimizer and reports 40 updates/,
    },
    {
      does: "the watch is told that all was understood at once",
      swaps: [["    return Fitted(model=model,", "    watch.understood_at = 1\n    return Fitted(model=model,"]],
      reruns: true,
      guard: "evaluator-used",
      says: /^A seed of x_plus_y recorded 1 steps to 99%; its curve says 40\.$/,
    },
    {
      does: "training is not handed to the evaluator",
      swaps: [
        ["    run_benchmark(fit, parser.parse_args().out_dir)\n", "    print(fit, parser.parse_args().out_dir)\n"],
      ],
      guard: "evaluator-used",
      says: /^experiment\.py does not hand its training to evaluate\.run_benchmark/,
    },
  ],
};
