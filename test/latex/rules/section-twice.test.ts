import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("the second section of a name is found; subsections count within their section, appendices by themselves", () => {
  const text = paperWith(String.raw`\section{Results}
\subsection{Data}\section{Method}\subsection{Data}x
\section*{results}
\appendix\section{Results}`);
  expect(found("section-twice", text)).toEqual(["4:1-19 warning There is already a section “results”, on line 2."]);
});
