import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BRIEFLY, fold, repeat, unfold } from "./gestures";
import { webview } from "./host/host.mjs";
import { type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { slug, studyWithRuns, typesetOnItsWay } from "./study-with-runs";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const filler = "Every sentence of this paragraph is here to be read, and to fill the page with words. ";
const PAPER = `\\documentclass{article}
\\usepackage{graphicx}
\\graphicspath{{../}}
\\title{Bandwidths That Follow the Data}\\author{Nobody}
\\begin{document}
\\maketitle
\\section{Introduction}
${filler.repeat(9)}
The bandwidth matters more than anything else in kernel regression.
${filler.repeat(6)}
\\section{Results}
${filler.repeat(9)}
\\begin{figure}[h]\\centering
\\includegraphics[width=0.7\\textwidth]{error_by_run}
\\caption{Test error of every run, lower is better.}\\label{fig:error}
\\end{figure}
\\newpage
${filler.repeat(8)}
Half the bandwidth is better on all data sets.
${filler.repeat(20)}
\\end{document}
`;
const weaknesses = [
  "“The bandwidth matters more than anything else” is claimed and never tested.",
  "Figure 1 shows no interval, so nobody can tell whether the runs differ.",
  "The related work is thin.",
];
const FORM = {
  ...{ Summary: "Bandwidths of kernels.", Strengths: ["It is short."], Weaknesses: weaknesses, Originality: 2 },
  ...{ Quality: 2, Clarity: 3, Significance: 2, Limitations: [], "Ethical Concerns": false, Soundness: 2 },
  ...{ Questions: ["Does “better on all data sets” hold for every seed?"], Presentation: 3, Contribution: 2 },
  ...{ Overall: 4, Confidence: 3, Decision: "Reject" },
};

/** An idea whose paper was reviewed; each test goes on where the one before stopped. */
describe("the remarks of a review in the panel of the paper", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const panel = () => webview(window.page, "ai-scientist.ai-scientist");
  const notes = () => panel().getByRole("complementary", { name: "Remarks" }).getByRole("listitem");
  const drawn = (text: string) => notes().filter({ hasText: text }).locator("canvas");

  beforeAll(async () => {
    project = studyWithRuns();
    const latex = join(project.worktree(slug), "latex");
    writeFileSync(join(latex, "template.tex"), PAPER);
    const build = join(latex, "build");
    mkdirSync(build);
    execFileSync("pdflatex", ["-interaction=nonstopmode", "-output-directory=build", "template.tex"], { cwd: latex });
    copyFileSync(join(build, "template.pdf"), join(project.ideaFolder(slug), "paper.pdf"));
    const review = { form: FORM, ensemble: [FORM], spread: {}, model: "rehearsal", rehearsal: true, calibrated: false };
    writeFileSync(join(project.ideaFolder(slug), "review.json"), JSON.stringify(review));
    typesetOnItsWay(project);
    const settings = { "aiScientist.model.name": "rehearsal" };
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("remarks", () => window);

  test("a remark of the review opens the paper at its place, with a picture of it beside what is said", async () => {
    for (const view of ["Review", "Runs"]) await fold(window.page, view);
    await unfold(window.row(/^Review.*of 10/));
    await unfold(window.row(/^Weaknesses/));
    const row = window.row(/The bandwidth matters more/);
    await repeat(() => row.click(BRIEFLY), notes().first());
    await panel().locator(".notes li[data-chosen]", { hasText: "The bandwidth matters" }).waitFor();
    await panel().locator('.page[data-page-number="1"] .mark.line').first().waitFor();
    await drawn("The bandwidth matters").waitFor();
    await window.shot("remarks");
  });

  test("all of them stand in the order of the pages; what has no place comes last and says so", async () => {
    const places = notes().locator(".where");
    await expect.poll(() => places.allInnerTexts()).toEqual(["Page 1", "Page 2", "Page 2", "not found in the PDF"]);
    expect(await notes().last().innerText()).toContain("The related work is thin.");
    await notes().filter({ hasText: "hold for every seed" }).getByRole("button").click();
    await expect.poll(() => panel().getByRole("textbox", { name: "Page number" }).inputValue()).toBe("2");
    await drawn("hold for every seed").waitFor();
    await window.shot("remarks-question");
  });

  test("a mark in the margin leads to what is said there; the pages are clean when the list is closed", async () => {
    const mark = panel().locator('.page[data-page-number="2"] button.badge', { hasText: "2" });
    const chosen = panel().locator(".notes li[data-chosen]", { hasText: "Figure 1 shows no interval" });
    await repeat(() => mark.click(BRIEFLY), chosen);
    await drawn("Figure 1 shows").waitFor();
    await window.shot("remarks-figure");
    const marks = async () => (await panel().locator(".page .mark").count()) > 0;
    await expect.poll(marks).toBe(true);
    await panel().getByRole("button", { name: "Remarks 4" }).click();
    await expect.poll(marks).toBe(false);
  });
});
