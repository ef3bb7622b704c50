import { expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

const run = (number: number, hills: number, lakes: number) => ({
  [`run_${number}/final_info.json`]: JSON.stringify({
    hills: { means: { val_loss: hills } },
    lakes: { means: { val_loss: lakes } },
  }),
});
const library = studyOf({
  ...run(0, 1.412, 0.931),
  ...run(1, 1.377, 0.902),
  ...run(2, 1.298, 0.868),
  "plot.py": labelsOf(["Baseline", "Gated heads", "Token mixer"]),
});
const messages = (body: string) => messagesOf(library, body);

test("what something came to is no ratio of two results, whatever else the sentence speaks of", () => {
  // 1.412 : 1.298 is 1.088, and the sentence has “by”.
  const said = (value: string) => messages(`By mixing, the validation loss on hills improves from 1.412 to ${value}.`);
  expect(said("1.298")).toEqual([]);
  expect(said("1.088")).toEqual([expect.stringContaining("1.088")]);
  expect(messages("The validation loss of the token mixer on hills is lower by a ratio of 1.088.")).toEqual([]);
});

test("a difference of differences is looked for elsewhere", () => {
  // (1.412 − 1.377) − (1.377 − 1.298) is −0.044.
  expect(messages("On hills, the gains of the two differ by 0.044 in validation loss.")).toEqual([]);
});

test("a sign and an interval in brackets speak of a difference", () => {
  // 1.412 - 1.298 is 0.114, and 0.931 - 0.868 is 0.063.
  expect(messages("Mixing makes it better everywhere (-0.114 at best on hills (0.063 to 0.114)).")).toEqual([]);
});

test("a run that is called half of something speaks of no difference", () => {
  const halved = studyOf({
    ...run(0, 1.412, 0.931),
    ...run(1, 1.377, 0.902),
    ...run(2, 1.298, 0.868),
    "plot.py": labelsOf(["Baseline", "Half bandwidth", "Fewer heads"]),
  });
  // 1.412 : 1.298 is 1.088.
  for (const name of ["half bandwidth", "fewer heads"]) {
    const said = messagesOf(halved, `On hills, ${name} has a validation loss of 1.088.`);
    expect(said).toEqual([expect.stringContaining("1.088")]);
  }
  expect(messagesOf(halved, "On hills, half bandwidth has a validation loss of 1.377.")).toEqual([]);
});
