import { expect, test } from "vitest";
import { messagesOf, runsWith, studyOf } from "./a-study";

const NOTES = `# Title: Quiet
## Run 0: Plain
Description: Nothing changed.
## Run 1: Quiet
Description: The mean size of the outputs falls from 6.8 to 2.9.
`;
const runs = runsWith({ Plain: [0.5123], Quiet: [0.4871] }, ["moons"], (error) => ({ means: { error } }));
const study = studyOf({ ...runs, "notes.txt": NOTES });

test("a number that the notes tell of a run is not called one that nothing has", () => {
  const said = (from: string) =>
    messagesOf(study, `The size of the outputs falls from ${from} to 2.9 in the quiet run.`);
  expect(said("6.8")).toEqual([]);
  expect(said("7.3")).toEqual(["No run and no line of the code has the number 7.3."]);
});
