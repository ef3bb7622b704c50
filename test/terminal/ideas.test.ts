import { expect, test } from "vitest";
import type { Idea } from "../../src/research/idea";
import { thinkUp } from "../../src/terminal/ideas";

const idea = (Name: string): Idea => ({
  ...{ Name, Title: `On ${Name}`, Experiment: "Change one constant." },
  ...{ Interestingness: 5, Feasibility: 8, Novelty: 4 },
});

test("ideas that were finished before somebody stopped are printed: they are paid for", async () => {
  const printed: string[] = [];
  const to = (name: string) => ({ write: (text: string) => printed.push(`${name}: ${text}`) }) as never;
  const terminal = { out: to("out"), err: to("err"), signal: new AbortController().signal };
  const book = [idea("old")];
  const project = {
    ideas: async () => [...book],
    generateIdeas: async () => {
      book.push(idea("fresh"));
      throw new Error("paused");
    },
    distilIdeas: async () => ({ ideas: [], remarks: [] }),
  };
  await expect(thinkUp(terminal, project, undefined, 3, {})).rejects.toThrow("paused");
  expect(printed).toEqual(["err: fresh: On fresh (interestingness 5, feasibility 8, novelty 4)\n"]);
});
