import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("run-number-in-prose", paperWith(body));

test("numbered runs are found in text, captions and tables", () => {
  expect(paper("As Run~2 shows,\n\\caption{Loss of run\\_3}")).toEqual([
    "2:4-9 warning “Run~2” means nothing to a reader. Say what was different in that run.",
    "3:18-24 warning “run\\_3” means nothing to a reader. Say what was different in that run.",
  ]);
  for (const text of [
    "in run 4, the",
    "Run 1 & 0.3 \\\\",
    "run_2",
    "Runs 1--3 agree",
    "Run\n5 is worse",
    "better than run 3",
  ])
    expect(paper(text)).toHaveLength(1);
});

test.each([
  "We run 3 seeds.",
  "each was run 5 times",
  "Run 10 more iterations",
  "in the long run, 10 of 12",
  "\\includegraphics{run_2/loss.png}",
  "\\label{tab:run_2}",
  "\\texttt{a} $run_2$",
  "the run took 3 hours",
  "rerun 2",
  "run 2.5 hours",
  "\\verb|run_2|",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
