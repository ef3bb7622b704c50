import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("the same picture in two figures is found; pages, cut-outs and logos are not", () => {
  const figure = (inner: string) => `\\begin{figure}${inner}\\caption{C}\\end{figure}`;
  const text = paperWith(
    [
      figure("\\includegraphics{a.png}"),
      figure("\\includegraphics[page=2]{a.png}\\includegraphics{./a}"),
      "\\includegraphics{logo}\\includegraphics{logo}",
      figure("\\includegraphics[trim=1 2 3 4,clip]{a}"),
    ].join("\n"),
  );
  expect(found("figure-used-twice", text)).toEqual(["3:63-66 warning “./a” is already shown on line 2."]);
});
