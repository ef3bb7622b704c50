import { describe, expect, test } from "vitest";
import { messagesOf, runsWith, studyOf } from "./a-study";

const PROGRAM = `
max_iters = 5000
warmup_iters = 150
lr = 0.1
weight_decay = 1.0
n_timesteps = 200
for step in range(max_iters):
    log(step, every=400)
`;
const data = { Plain: [0.52, 0.61], Even: [0.41, 0.66], Skewed: [0.47, 0.55] };
const times: Readonly<Record<number, number>> = { 0.52: 20, 0.61: 21, 0.41: 23, 0.66: 24, 0.47: 31, 0.55: 32 };
const runs = runsWith(data, ["moons", "rings"], (error) => ({ means: { error, training_time: times[error] } }));
const study = studyOf({ ...runs, "experiment.py": PROGRAM });

describe("the rules keep silent where their ground is weak", () => {
  test("what something costs is neither what it is best in nor what it improves", () => {
    const best = "Even lowers the error on moons, at roughly 15\\% more training time. It is the best on moons.";
    expect(messagesOf(study, best)).toEqual([]);
    const all = "Skewed improved the quality on both data sets at a moderate cost in training time.";
    expect(messagesOf(study, all)).toEqual([]);
  });

  test("steps by which something comes earlier, of warm-up and over which a rate rises are not those of the training", () => {
    const setup = (sentence: string) => messagesOf(study, sentence, "Experimental Setup");
    expect(setup("The best loss is reached 900 iterations earlier.")).toEqual([]);
    expect(setup("The learning rate rises over 150 iterations.")).toEqual([]);
    expect(
      setup("We use a learning rate of 0.1, weight decay 1.0, 150 steps of warm-up, and 5,000 iterations."),
    ).toEqual([]);
    expect(setup("We train for 900 iterations.")).toEqual(["The code's training steps is 5000, not 900."]);
  });

  test("a number that stands in the code is not called one that no line has", () => {
    const said = (every: string) => messagesOf(study, `The error of all runs is shown at ${every} in the figure.`);
    expect(said("400")).toEqual([]);
  });

  test("a row of settings may have several labels with a value each", () => {
    const table = (warmUp: string) =>
      String.raw`\begin{table}\caption{Settings.}\begin{tabular}{lrlr}iterations & 5000 & warm-up steps & ${warmUp} \\ timesteps & 200 & weight decay & 1.0 \\ \end{tabular}\end{table}`;
    expect(messagesOf(study, table("150"), "Experimental Setup")).toEqual([]);
    expect(messagesOf(study, table("400"), "Experimental Setup").join(" ")).toContain("not 400");
  });

  test("among percentages a share below one in a hundred is one as well", () => {
    const shares = { Plain: [0.2803, 0.9991], Swapped: [0.0093, 0.3127] };
    const found = studyOf(runsWith(shares, ["moons", "rings"], (accuracy) => ({ means: { accuracy } })));
    const table = (swapped: string) =>
      String.raw`\begin{table}\caption{Accuracy in percent.}\begin{tabular}{lcc}Run & moons & rings \\ Plain & 28.0 & 99.9 \\ Swapped & ${swapped} & 31.3 \\ \end{tabular}\end{table}`;
    expect(messagesOf(found, table("0.9"))).toEqual([]);
    expect(messagesOf(found, table("1.9"))).toHaveLength(1);
  });
});
