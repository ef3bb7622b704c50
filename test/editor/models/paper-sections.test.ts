import { expect, test } from "vitest";
import { paperSections } from "../../../src/editor/models/paper-sections";

test("headings with their lines, and which of them still hold a placeholder", () => {
  const source = String.raw`\section{Not in the body}
\begin{document}
\section{Introduction}
\label{sec:intro}
INTRO HERE

\section{Related \& Other Work}\label{sec:related}
Much was done \cite{a}.
\section*{Limitations}
% nothing yet
\bibliography{references}
\end{document}`;
  expect(paperSections(source)).toEqual([
    { title: "Introduction", line: 3, empty: true },
    { title: "Related & Other Work", line: 7, empty: false },
    { title: "Limitations", line: 9, empty: true },
  ]);
});
