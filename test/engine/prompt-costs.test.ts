import { beforeAll, describe, expect, test } from "vitest";
import { measurePrompts } from "../bench/measured-prompts";

/** The figures themselves are printed by `node test/bench/prompts.mjs`; here they are kept from growing unseen. */
describe("the prompts of a whole paper, on the rehearsal model", () => {
  let measured: Awaited<ReturnType<typeof measurePrompts>>;
  beforeAll(async () => {
    measured = await measurePrompts(".");
  });

  test("most of what is sent was sent before, from the first word on: providers bill that at a fraction", () => {
    expect(measured.stableShare).toBeGreaterThan(0.85);
  });

  test("weigh less than seven tenths of what the original sent for a paper", () => {
    expect(measured.ratioToOriginal).toBeLessThan(0.7);
  });

  test("every stage is in the sum", () => {
    const stages = Object.values(measured.stages).map(({ usage }) => usage.input);
    expect(Object.keys(measured.stages)).toEqual(["experiments", "plots", "paper", "review", "improvement"]);
    expect(stages.reduce((sum, input) => sum + input, 0)).toBe(measured.total.input);
  });
});

test("sections are read again only where the checks found something, if that is wanted", async () => {
  const { stages, total } = await measurePrompts(".", { reflectOnSections: false });
  expect(stages.paper!.calls).toBe(10);
  expect(total.input).toBeLessThan(600_000);
});
