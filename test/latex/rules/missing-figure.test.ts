import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("a picture that is not there is found, with the one that was meant", () => {
  const text =
    paperWith(String.raw`\includegraphics[width=5cm]{loss}\includegraphics{figs/Kl.png}\includegraphics{../plot.PNG}
\includegraphics{none.pdf}\includegraphics{\which.png}\includegraphics{example-image-a} % \includegraphics{no}`);
  const files = new Set(["figs/loss.png", "loss.png", "figs/kl.png", "plot.PNG"]);
  expect(found("missing-figure", text, { files })).toEqual([
    "2:51-62 error There is no picture “figs/Kl.png” (did you mean “figs/kl.png”?).",
    "3:18-26 error There is no picture “none.pdf”.",
  ]);
});

test("without knowing the files there is nothing to say", () => {
  expect(found("missing-figure", paperWith("\\includegraphics{none.pdf}"))).toEqual([]);
});
