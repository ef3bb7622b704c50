import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LiteratureServer } from "../fakes/literature-server";
import { BRIEFLY, repeat } from "./gestures";
import { command } from "./host/host.mjs";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const PAPER = String.raw`\documentclass{article}
\begin{document}
We follow \cite{wahba1990spline} and \cite{writer2021noise}, and doubt \cite{smith2023nowhere}.
\bibliographystyle{plain}
\bibliography{references}
\end{document}
`;

const BIB = `@article{wahba1990spline,
  title = {Spline Models for Observational Data}, author = {Wahba, Grace},
  journal = {Splines}, year = {1990},
}
@article{writer2021noise,
  title = {Cosine Noise \\& Diffusion}, author = {Writer, Ada and Reader, Bo},
  journal = {Noise},
  year = {2024},
}
@article{smith2023nowhere,
  title = {On Citations That Were Never Written}, author = {Smith, Eve},
  journal = {Nowhere}, year = {2023},
}
`;

/** A paper of the researcher's own, in no project: its citations are looked up, and what is wrong is put right. */
describe("verifying citations in VS Code", () => {
  const services = new LiteratureServer();
  let folder = "";
  let workbench: Workbench;
  let window: Window;
  const bib = () => readFileSync(join(folder, "references.bib"), "utf8");
  const squiggle = (kind: string) => window.page.locator(`.cdr.squiggly-${kind}`);
  const hover = () => window.page.locator(".monaco-hover:visible").filter({ hasText: /\S/ });

  beforeAll(async () => {
    await services.start();
    services.shelf.push(
      {
        title: "Spline Models for Observational Data",
        authors: ["Grace Wahba"],
        year: 1990,
        venue: "Splines",
        doi: "10.5555/w",
      },
      {
        title: "Cosine Noise & Diffusion",
        authors: ["Ada Writer", "Bo Reader"],
        year: 2021,
        venue: "Noise",
        doi: "10.5555/n",
      },
    );
    // The first question is asked twice: the service is busy.
    services.trouble("crossref", { status: 429, headers: { "retry-after": "1" } });
    folder = mkdtempSync(join(tmpdir(), "my paper "));
    writeFileSync(join(folder, "paper.tex"), PAPER);
    writeFileSync(join(folder, "references.bib"), BIB);
    const settings = {
      ...{ "editor.wordWrap": "on", "aiScientist.literature.sources": ["crossref", "openalex"] },
      ...{ "aiScientist.literature.servers": services.servers, "files.autoSave": "off" },
    };
    workbench = await startWorkbench({ settings, env: { XDG_CACHE_HOME: join(folder, "cache") } });
    window = await workbench.open(folder);
    await openFile("references.bib", "wahba1990spline");
  });
  afterAll(async () => {
    await workbench?.close();
    await services.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  scenario("citations", () => window);

  test("what nobody has is an error, what its record has otherwise a warning", async () => {
    const told = window.page.locator(".notification-list-item", { hasText: "1 of 3 references verified" });
    await repeat(() => command(window.page, "AI Scientist: Verify Citations"), told);
    await squiggle("error").first().waitFor();
    await squiggle("warning").first().waitFor();
    expect(await told.first().innerText()).toContain("1 found nowhere, 1 with another record");
    await window.shot("citations-verified");
    await repeat(() => told.getByText("Show Problems").click(BRIEFLY), problem("smith2023nowhere"));
    await problem("The year is “2021”, not “2024”.").waitFor();
    await window.shot("citations-problems");
    expect(services.log.every(({ query }) => !query.has("abstract"))).toBe(true);
  });

  test("the hover of a citation says where and when it was verified", async () => {
    await openFile("paper.tex", "documentclass");
    await goTo(PAPER, "wahba1990spline}");
    await repeat(
      () => command(window.page, "Show or Focus Hover"),
      hover().filter({ hasText: "Verified: Crossref, 20" }),
    );
    await window.shot("citations-hover");
    await repeat(
      () => window.page.keyboard.press("Escape"),
      async () => (await hover().count()) === 0,
    );
  });

  test("the year is put right by a quick fix, and is then as its record has it, also before it is saved", async () => {
    await openFile("references.bib", "wahba1990spline");
    await goTo(BIB, "2024}");
    const fix = window.page.locator(".action-widget .monaco-list-row", { hasText: "Write {2021}" });
    await repeat(() => window.page.keyboard.press("Control+."), fix);
    await fix.click();
    const told = window.page.locator(".notification-list-item", { hasText: "2 of 3 references verified" });
    await repeat(() => command(window.page, "AI Scientist: Verify Citations"), told);
    await squiggle("warning").first().waitFor({ state: "detached" });
    await window.shot("citations-put-right");
    // Saving is the writer's business.
    expect(bib()).toContain("year = {2024}");
  });

  function problem(text: string) {
    return window.page.locator(".markers-panel .monaco-list-row", { hasText: text }).first();
  }

  async function openFile(name: string, text: string): Promise<void> {
    const { page } = window;
    const input = page.locator(".quick-input-widget .quick-input-box input").first();
    const open = async () => {
      await page.keyboard.press("Control+P");
      await input.fill(join(folder, name), BRIEFLY);
      await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor(BRIEFLY);
      await input.press("Enter", BRIEFLY);
    };
    const editor = page.locator(`.editor-instance .monaco-editor[data-uri$="${name}"]`).first();
    await repeat(open, editor.locator(".view-line", { hasText: text }));
  }

  async function goTo(text: string, place: string): Promise<void> {
    const before = text.split(place)[0]!.split("\n");
    const [line, column] = [before.length, before.at(-1)!.length + 2];
    const input = window.page.locator(".quick-input-widget .quick-input-box input").first();
    const go = async () => {
      await window.page.keyboard.press("Control+G");
      await input.fill(`:${line}:${column}`, BRIEFLY);
      await input.press("Enter", BRIEFLY);
    };
    await repeat(go, window.page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }));
  }
});
