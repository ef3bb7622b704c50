import { describe, expect, test } from "vitest";
import { parametersInNotes } from "../../src/claims/noted-parameters";
import { messagesOf, studyOf } from "./a-study";

test("numbers of parameters are read from notes in the ways that people write them", () => {
  expect(parametersInNotes("number of parameters: 10.65M (first), 10.70M (second).")).toEqual([10_650_000, 10_700_000]);
  expect(parametersInNotes("Parameters: 9.86M on the small corpus. All runs on one GPU")).toEqual([9_860_000]);
  expect(parametersInNotes("A student of width 128 (82,562 parameters), trained alone")).toEqual([82_562]);
  expect(parametersInNotes("The method has 2 parameters.")).toEqual([]);
});

describe("a paper whose runs recorded nothing, with notes", () => {
  const library = studyOf({
    "run_0/final_info.json": JSON.stringify({ dino: { means: { eval_loss: 0.6 } } }),
    "experiment.py": "lr = 0.001\n",
    "notes.txt": "## Run 0: Baseline\n426,737 parameters.\n## Run 1: Lion\nLion with lr 2e-4 and weight decay 3.0.\n",
  });
  const said = (text: string) => messagesOf(library, text, "Experimental Setup");

  test("its number of parameters is that of the notes", () => {
    expect(said("The network has 426,737 parameters.")).toEqual([]);
    expect(said("The network has 1.2 million parameters.")).toEqual([
      "The notes have 426,737 trainable parameters, not 1.2 million.",
    ]);
  });

  test("a learning rate that only the notes have is one, however it is written", () => {
    expect(said("It uses a learning rate of $2\\times10^{-4}$.")).toEqual([]);
    expect(said("It uses a learning rate of $3\\times10^{-4}$.")).toHaveLength(1);
  });
});
