import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import { unfold } from "./gestures";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

/** An experiment that wants to load its data from the network, which no template said. */
const DOWNLOADING = `args = parser.parse_args()
import urllib.request
urllib.request.urlopen("http://example.org/data.csv")
`;

describe("the sandbox, in VS Code", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;

  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    const file = join(project.folder, "experiment.py");
    writeFileSync(file, readFileSync(file, "utf8").replace("args = parser.parse_args()\n", DOWNLOADING));
    project.git(project.folder, "commit", "-q", "-a", "-m", "Downloads");
    const settings = { "aiScientist.model.name": "rehearsal", "aiScientist.review.launch": "auto" };
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("sandbox", () => window);

  test("a run that was refused something says what, beside how it ended", async () => {
    await window.row("Next: Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await unfold(window.row(/^Baseline, .*URLError/));
    await window.row("Refused: It asked for the network, which runs have only where template.json says so.").waitFor();
    await window.shot("sandbox-refused");
  });
});
