import { expect, test } from "vitest";
import { withReadings } from "../../../src/claims/readings/with-readings";

const place = { about: "comparison", start: 10, end: 40 } as const;
const overclaimed = { ...place, kind: "overclaimed", message: "It is not the lowest on moons: “Other”." } as const;
const asRead = { ...place, message: "", reading: "Run 5 with the lowest loss on moons" } as const;

test("what the rules find wrong and is right as it was read is no warning any more, and says both", () => {
  const [told] = withReadings([overclaimed], [{ ...asRead, kind: "supported", evidence: "0.92 on moons" }]);
  expect(told).toMatchObject({ kind: "overclaimed", disputed: "info" });
  expect(told!.message).toBe(
    "It is not the lowest on moons: “Other”. Read by the model as: Run 5 with the lowest loss on moons, it is right (0.92 on moons).",
  );
});

test("what both find wrong, or the data tell nothing of as it was read, stays what the rules say", () => {
  expect(withReadings([overclaimed], [{ ...asRead, kind: "overclaimed", message: "Otherwise." }])).toEqual([
    overclaimed,
  ]);
  expect(withReadings([overclaimed], [{ ...asRead, kind: "not-checkable" }])).toEqual([overclaimed]);
});
