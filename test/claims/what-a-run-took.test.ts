import { expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

const run = (regret: number, wallSeconds: number, number: number) => ({
  [`run_${number}/final_info.json`]: JSON.stringify({
    two_arms: { means: { regret } },
    ten_arms: { means: { regret: 3 * regret } },
  }),
  [`run_${number}/env.json`]: JSON.stringify({ wallSeconds }),
});
const library = studyOf({
  ...run(39.38, 2.0034, 0),
  ...run(17.31, 1.7848, 1),
  ...run(16.68, 25.1799, 2),
  "plot.py": 'labels = {"run_0": "Baseline", "run_1": "Small constant", "run_2": "KL bound"}\n',
  "template.json": '{"metrics": {"regret": {"direction": "lower", "primary": true}}}',
});
const said = (body: string) => messagesOf(library, body);

test("times that runs took are set against each other, whosever they are", () => {
  const text = (time: string) =>
    `On two arms the regret of the KL bound is 16.68. These comparisons are not matched in computing time (25.2\\,s against ${time}\\,s).`;
  expect(said(text("1.78"))).toEqual([]);
  expect(said(text("1.93"))).toEqual([expect.stringContaining("1.93")]);
});

test("the bounds of an interval are no change from one to the other", () => {
  const text = "Against the baseline the difference in regret has the verdict better";
  const rises = (bounds: string) => said(`${text} (${bounds}).`).filter((message) => message.includes("it is a rise"));
  expect(rises("corrected interval from $-4.357$ to $-0.0089$")).toEqual([]);
  expect(rises("from $-4.357$ to $-0.0089$")).toHaveLength(1);
});
