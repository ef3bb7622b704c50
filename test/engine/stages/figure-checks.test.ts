import { expect, test } from "vitest";
import { faultsToMend, sentenceOn } from "../../../src/engine/stages/figure-checks";
import { DrawnFigure } from "../../../src/research/figure-record";
import { findings } from "../../fakes/study";

const drawn = (points: number, width: number) =>
  DrawnFigure.parse({
    path: "loss.png",
    sha256: "",
    inches: [width, 3],
    smallestText: { points, text: "0.5" },
    texts: ["Loss"],
  });
const small = (points: number, width: number) =>
  faultsToMend([drawn(points, width)], findings)
    .filter(({ rule }) => rule === "figure-small-print")
    .map(sentenceOn);

test("letters that cannot be read at the full width of the text are told to whoever draws", () => {
  expect(small(4, 5)).toEqual([
    "loss.png: Its smallest text (“0.5”) is 4.0 pt high even at the full width of the text, too small to read. Draw it with larger letters.",
  ]);
  expect(small(8, 11)[0]).toContain("is 4.0 pt high");
  expect(small(8, 6.75)).toEqual([]);
});
