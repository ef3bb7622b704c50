import { expect, test } from "vitest";
import { concernsIn } from "../../src/engine/concerns";
import { latexConcerns } from "../../src/latex/concerns";
import { policyOf } from "../../src/python/policy";
import { TemplateManifest } from "../../src/research/template";
import { RIGHT_PAPER } from "./paper";

const found = (after: string, before: string | null = "") =>
  latexConcerns([{ path: "latex/template.tex", before, after }]).map(({ rule, line }) => `${line} ${rule}`);

test("commands of the system and code are told", () => {
  const text = String.raw`\immediate\write18{rm x}
\input{|"ls"}
\directlua{os.execute("ls")}
\ShellEscape{ls}
\write16{ok}`;
  expect(found(text)).toEqual(["1 latex-shell", "2 latex-shell", "3 latex-shell", "4 latex-shell"]);
});

test("files from elsewhere are told, those of the project are none", () => {
  const text = String.raw`\input{/etc/passwd}
\input /etc/passwd
\includegraphics[width=1cm]{../secret.png}
\lstinputlisting{~/notes.txt}
\openin5=/etc/passwd
\input{sections/method} \includegraphics{loss.png} \bibliography{references}`;
  expect(found(text)).toEqual([1, 2, 3, 4, 5].map((line) => `${line} latex-outside`));
});

test("comments, verbatim matter and what was there before are none; a paper that is right has none", () => {
  expect(found("% \\write18{x}\n\\begin{verbatim}\n\\write18{x}\n\\end{verbatim}\n\\verb|\\input{/x}|\n")).toEqual([]);
  expect(found("a\n\\input{/x}\n", "\\input{/x}\n")).toEqual([]);
  expect(found("\\input{/x}\n\\input{/x}\n", "\\input{/x}\n")).toEqual(["2 latex-outside"]);
  expect(found(RIGHT_PAPER, null)).toEqual([]);
});

test("a change of programs and of the paper is looked through as one", () => {
  const changes = [
    { path: "plot.py", before: "", after: "import os\nos.system('ls')\n" },
    { path: "latex/template.tex", before: "", after: "\\write18{ls}\n" },
    { path: "notes.txt", before: "", after: "os.system('ls')" },
  ];
  const rules = concernsIn(changes, policyOf(TemplateManifest.parse({}))).map(({ path, rule }) => `${path} ${rule}`);
  expect(rules).toEqual(["plot.py process", "latex/template.tex latex-shell"]);
});
